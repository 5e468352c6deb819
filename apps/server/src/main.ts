import { past, readArguments, readOptions, UsageError, wholeNumber } from "./commands/arguments.ts"
import { billingCommand } from "./commands/billing-command.ts"
import { explainError } from "./commands/explain-error.ts"
import { flowCommand } from "./commands/flow/flow-command.ts"
import { help } from "./commands/help.ts"
import { type ImportOrigin, importRecords } from "./commands/import.ts"
import { createKeys } from "./commands/keys-create.ts"
import { readMail } from "./commands/mail.ts"
import { resetPassword } from "./commands/reset-password.ts"
import { seed } from "./commands/seed.ts"
import { start } from "./commands/start.ts"
import { verify } from "./commands/verify.ts"
import { workspaceCommand } from "./commands/workspace-command.ts"
import { isReadable } from "./session/import/read-file.ts"

function importOrigin(
  [from = "", ...more]: string[],
  { app, key }: { app?: string | undefined; key?: string | undefined },
): ImportOrigin {
  if (more.length > 0) throw new UsageError(`import takes one file or address, not also "${more.join(" ")}".`)
  if (/^https?:\/\//i.test(from)) {
    if (!app || !key) throw new UsageError("An address takes --app and --key, the credentials for it.")
    return { url: from, appId: app, dataKey: key }
  }
  if (app || key) throw new UsageError("--app and --key are for an address; a file takes none.")
  if (from === "-" || isReadable(from)) return { file: from }
  throw new UsageError(
    `import takes a file that ends in .ndjson, .jsonl or .json (or these with .gz), - or an address, not "${from}".`,
  )
}

async function run([command, ...args]: string[]): Promise<number> {
  switch (command) {
    case "start":
      readOptions(args, {})
      return start()
    case "keys": {
      const [verb, ...rest] = args
      if (verb !== "create") throw new UsageError(`keys takes the word create, not "${verb ?? ""}".`)
      const given = readOptions(rest, { json: { type: "boolean" }, workspace: { type: "string" } })
      return createKeys({ workspace: given.workspace, json: given.json === true })
    }
    case "seed": {
      const text = { type: "string" } as const
      const given = readOptions(args, {
        sessions: text,
        seed: text,
        years: text,
        until: text,
        workspace: text,
      })
      return seed({
        workspace: given.workspace,
        sessions: wholeNumber("--sessions", given.sessions, 1000, 100_000_000),
        seed: wholeNumber("--seed", given.seed, 1, 2 ** 32 - 1),
        years: wholeNumber("--years", given.years, 2, 20),
        until: past("--until", given.until),
      })
    }
    case "import": {
      const text = { type: "string" } as const
      const known = { app: text, key: text, report: text, workspace: text }
      const { values: given, positionals } = readArguments(args, known)
      return importRecords({
        origin: importOrigin(positionals, given),
        workspace: given.workspace,
        report: given.report,
      })
    }
    case "verify":
      return verify(readOptions(args, { workspace: { type: "string" } }).workspace)
    case "workspace":
      return workspaceCommand(args)
    case "flow":
      return flowCommand(args)
    case "billing":
      return billingCommand(args)
    case "mail": {
      const [id, ...more] = readArguments(args, {}).positionals
      if (more.length > 0) throw new UsageError(`mail takes one id, not also "${more.join(" ")}".`)
      return readMail(id)
    }
    case "reset-password": {
      const known = { "remove-second-factor": { type: "boolean" } } as const
      const { values: given, positionals } = readArguments(args, known)
      const [email, ...more] = positionals
      if (email === undefined || more.length > 0)
        throw new UsageError("reset-password takes one email address.")
      return resetPassword({ email, removesSecondFactor: given["remove-second-factor"] === true })
    }
    case undefined:
    case "help":
    case "--help":
    case "-h":
      process.stdout.write(help)
      return 0
    default:
      throw new UsageError(`There is no command "${command}".`)
  }
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const hint = error instanceof UsageError ? " `holdfast help` lists what there is." : ""
  process.stderr.write(`holdfast: ${explainError(error)}${hint}\n`)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
// everything was stopped in order; what still holds the process up does not matter any more
process.exit()
