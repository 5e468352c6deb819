import { parseArgs } from "node:util"
import { help } from "./commands/help.ts"
import { createKeys } from "./commands/keys-create.ts"
import { seed } from "./commands/seed.ts"
import { start } from "./commands/start.ts"
import { CommandError } from "./commands/with-database.ts"
import { ConfigError } from "./config.ts"

/** Wrong words on the command line: told in one sentence, exit code 2. */
class UsageError extends Error {}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>["options"]

function options<const T extends NonNullable<Options>>(args: string[], known: T) {
  try {
    return parseArgs({ args, options: known, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function wholeNumber(name: string, text: string | undefined, otherwise: number, most: number): number {
  const number = text === undefined ? otherwise : Number(text)
  if (!Number.isInteger(number) || number < 1 || number > most) {
    throw new UsageError(`${name} is "${text}"; it takes a whole number from 1 to ${most}.`)
  }
  return number
}

function time(name: string, text: string | undefined): Date {
  const date = text === undefined ? new Date() : new Date(text)
  if (Number.isNaN(date.getTime()))
    throw new UsageError(`${name} is "${text}"; it takes an ISO 8601 date or time.`)
  return date
}

async function run([command, ...args]: string[]): Promise<number> {
  switch (command) {
    case "start":
      options(args, {})
      return start()
    case "keys": {
      const [verb, ...rest] = args
      if (verb !== "create") throw new UsageError(`keys takes the word create, not "${verb ?? ""}".`)
      const given = options(rest, { json: { type: "boolean" }, workspace: { type: "string" } })
      return createKeys({ workspace: given.workspace, json: given.json === true })
    }
    case "seed": {
      const text = { type: "string" } as const
      const given = options(args, { sessions: text, seed: text, years: text, until: text, workspace: text })
      return seed({
        workspace: given.workspace,
        sessions: wholeNumber("--sessions", given.sessions, 1000, 100_000_000),
        seed: wholeNumber("--seed", given.seed, 1, 2 ** 32 - 1),
        years: wholeNumber("--years", given.years, 2, 20),
        until: time("--until", given.until),
      })
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
  const known = error instanceof UsageError || error instanceof CommandError || error instanceof ConfigError
  const hint = error instanceof UsageError ? " `holdfast help` lists what there is." : ""
  process.stderr.write(
    `holdfast: ${known || !(error instanceof Error) ? String(error instanceof Error ? error.message : error) : error.message}${hint}\n`,
  )
  process.exitCode = error instanceof UsageError ? 2 : 1
}
// everything was stopped in order; what still holds the process up does not matter any more
process.exit()
