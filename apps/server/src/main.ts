import { parseArgs } from "node:util"
import { type Mode, modes, readInstant } from "@holdfast/protocol"
import { isEmailAddress } from "./account/email-address.ts"
import { connectStripe, disconnectStripe, showBilling } from "./commands/billing.ts"
import { explainError } from "./commands/explain-error.ts"
import { checkFlows } from "./commands/flow/check-flows.ts"
import { type ConfigClient, createConfigClient } from "./commands/flow/config-client.ts"
import { listFlows } from "./commands/flow/list-flows.ts"
import { pullFlows } from "./commands/flow/pull-flows.ts"
import { pushFlows } from "./commands/flow/push-flows.ts"
import { help } from "./commands/help.ts"
import { type ImportOrigin, importRecords } from "./commands/import.ts"
import { createKeys } from "./commands/keys-create.ts"
import { readMail } from "./commands/mail.ts"
import {
  createWorkspace,
  deleteWorkspace,
  nameWorkspace,
  showWorkspaces,
} from "./commands/manage-workspaces.ts"
import { resetPassword } from "./commands/reset-password.ts"
import { seed } from "./commands/seed.ts"
import { start } from "./commands/start.ts"
import { verify } from "./commands/verify.ts"
import { setWorkspace } from "./commands/workspace.ts"
import { readConfig } from "./config.ts"
import { root } from "./root.ts"
import { isReadable } from "./session/import/read-file.ts"

/** Wrong words on the command line: told in one sentence, exit code 2. */
class UsageError extends Error {}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>["options"]

const options = <const T extends NonNullable<Options>>(args: string[], known: T) =>
  parse(args, known, false).values

function parse<const T extends NonNullable<Options>>(args: string[], known: T, allowPositionals: boolean) {
  try {
    return parseArgs({ args, options: known, strict: true, allowPositionals })
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error)
    // a key in the wrong place is not shown, and a pipeline keeps what it was told
    throw new UsageError(sentence.replace(/(config|flow|live_data|test_data|rk|sk|whsec)_[\w-]{8,}/g, "$1_…"))
  }
}

function wholeNumber(name: string, text: string | undefined, otherwise: number, most: number): number {
  const number = text === undefined ? otherwise : Number(text)
  if (!Number.isInteger(number) || number < 1 || number > most) {
    throw new UsageError(`${name} is "${text}"; it takes a whole number from 1 to ${most}.`)
  }
  return number
}

function past(name: string, text: string | undefined): Date {
  // the last midnight, so that the same seed gives the same data all day
  const date = readInstant(text ?? new Date().toISOString().slice(0, 10))
  if (!date) throw new UsageError(`${name} is "${text}"; it takes an ISO 8601 date or time.`)
  if (date > new Date())
    throw new UsageError(`${name} is "${text}"; it takes a time that is not in the future.`)
  return date
}

function onOff(name: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined
  if (text !== "on" && text !== "off") throw new UsageError(`${name} is "${text}"; it takes on or off.`)
  return text === "on"
}

function momentOrOff(name: string, text: string | undefined): Date | null | undefined {
  if (text === undefined) return undefined
  if (text === "off") return null
  const date = readInstant(text)
  if (!date) throw new UsageError(`${name} is "${text}"; it takes off, or a time in ISO 8601.`)
  return date
}

function hoursOrForever(name: string, text: string | undefined): number | null | undefined {
  if (text === undefined) return undefined
  return text === "forever" ? null : wholeNumber(name, text, 1, 87_600)
}

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

/** A name as a person types it: on one line, with something to see in it. */
function workspaceName(text: string | undefined): string {
  const name = (text ?? "").trim().replace(/\s+/g, " ")
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(name) || name.length > 80 || /\p{Cc}/u.test(name))
    throw new UsageError(`A workspace takes a name of 1 to 80 characters, not "${name.slice(0, 100)}".`)
  return name
}

function manageWorkspace(verb: string, args: string[]): Promise<number> {
  const text = { type: "string" } as const
  switch (verb) {
    case "create": {
      const { values, positionals } = parse(args, { owner: text }, true)
      const owner = values.owner ?? ""
      if (positionals.length !== 1)
        throw new UsageError("workspace create takes one name, in quotation marks.")
      if (!isEmailAddress(owner))
        throw new UsageError(`--owner is "${owner}"; it takes the email address of the owner.`)
      return createWorkspace({ name: workspaceName(positionals[0]), owner })
    }
    case "list":
      options(args, {})
      return showWorkspaces()
    case "rename": {
      const [appId, name, ...more] = parse(args, {}, true).positionals
      if (appId === undefined || name === undefined || more.length > 0)
        throw new UsageError("workspace rename takes an App ID and the new name, in quotation marks.")
      return nameWorkspace(appId, workspaceName(name))
    }
    case "delete": {
      const { values, positionals } = parse(args, { confirm: text }, true)
      const [appId, ...more] = positionals
      if (appId === undefined || more.length > 0) throw new UsageError("workspace delete takes one App ID.")
      return deleteWorkspace(appId, values.confirm)
    }
    default:
      throw new UsageError(
        `workspace takes create, list, rename or delete, or options that change settings, not "${verb}".`,
      )
  }
}

/** `holdfast billing`: the billing system that a workspace has connected, in one mode. */
function manageBilling([verb, ...args]: string[]): Promise<number> {
  const text = { type: "string" } as const
  const known = { workspace: text, mode: text } as const
  switch (verb) {
    case "connect": {
      const more = { key: text, "webhook-secret": text } as const
      const { values, positionals } = parse(args, { ...known, ...more }, true)
      if (positionals.length !== 1 || positionals[0] !== "stripe")
        throw new UsageError("billing connect takes the word stripe, and nothing else without its option.")
      const key = (values.key ?? process.env.HOLDFAST_STRIPE_KEY ?? "").trim()
      if (key === "") throw new UsageError("HOLDFAST_STRIPE_KEY or --key takes a restricted key of Stripe.")
      return connectStripe({
        workspace: values.workspace,
        mode: billingMode(values.mode),
        key,
        webhookSecret: values["webhook-secret"]?.trim(),
      })
    }
    case "status":
      return showBilling(options(args, { workspace: text }).workspace)
    case "disconnect": {
      const { workspace, mode } = options(args, known)
      return disconnectStripe({ workspace, mode: billingMode(mode) })
    }
    default:
      throw new UsageError(`billing takes connect, status or disconnect, not "${verb ?? ""}".`)
  }
}

function billingMode(text: string | undefined): Mode {
  const mode = modes.find((known) => known === text)
  if (!mode) throw new UsageError(`--mode is "${text ?? ""}"; it takes ${modes.join(", ")}.`)
  return mode
}

const say = (line: string) => void process.stdout.write(`${line}\n`)
const complain = (line: string) => void process.stderr.write(`${line}\n`)

/** `holdfast flow`: flows in files, and on a server that is reached over HTTP, from wherever a company deploys. */
function manageFlows([verb, ...args]: string[]): Promise<number> {
  const text = { type: "string" } as const
  const known = { url: text, app: text, key: text } as const
  const folderOf = (dirs: readonly string[]): string => {
    const [dir, ...more] = dirs
    if (!dir || more.length > 0) throw new UsageError(`flow ${verb} takes one folder.`)
    return dir
  }
  switch (verb) {
    case "list":
      return listFlows({ client: flowClient(options(args, known)), say })
    case "pull": {
      const { values, positionals } = parse(args, known, true)
      return pullFlows({ dir: folderOf(positionals), client: flowClient(values), say })
    }
    case "check":
      return checkFlows({ dir: folderOf(parse(args, {}, true).positionals), say, complain })
    case "push": {
      const more = { publish: text, "over-drafts": { type: "boolean" } } as const
      const { values, positionals } = parse(args, { ...known, ...more }, true)
      const note = values.publish?.trim()
      if (note !== undefined && (note === "" || note.length > 500))
        throw new UsageError("--publish takes a note of 1 to 500 characters: why it is published.")
      return pushFlows({
        dir: folderOf(positionals),
        client: flowClient(values),
        note: note ?? null,
        overDrafts: values["over-drafts"] === true,
        say,
        complain,
      })
    }
    default:
      throw new UsageError(`flow takes list, pull, check or push, not "${verb ?? ""}".`)
  }
}

function flowClient(given: { url?: string; app?: string; key?: string }): ConfigClient {
  const appId = given.app ?? process.env.HOLDFAST_APP_ID?.trim()
  const configKey = given.key ?? process.env.HOLDFAST_CONFIG_KEY?.trim()
  if (!appId) throw new UsageError("HOLDFAST_APP_ID or --app says the App ID of the workspace.")
  if (!configKey) throw new UsageError("HOLDFAST_CONFIG_KEY or --key is a config key of the workspace.")
  const text = given.url ?? readConfig(process.env, root).url
  const url = URL.parse(text)
  const isPlain = url && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.hash
  if (!isPlain || url.username || url.password)
    throw new UsageError(
      "--url takes the address of Holdfast without a path, such as https://holdfast.example.com.",
    )
  return createConfigClient({ url: url.origin, appId, configKey })
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
        until: past("--until", given.until),
      })
    }
    case "import": {
      const text = { type: "string" } as const
      const known = { app: text, key: text, report: text, workspace: text }
      const { values: given, positionals } = parse(args, known, true)
      return importRecords({
        origin: importOrigin(positionals, given),
        workspace: given.workspace,
        report: given.report,
      })
    }
    case "verify":
      return verify(options(args, { workspace: { type: "string" } }).workspace)
    case "workspace": {
      const [verb = "", ...rest] = args
      if (!verb.startsWith("-") && verb !== "") return manageWorkspace(verb, rest)
      const text = { type: "string" } as const
      const given = options(args, {
        workspace: text,
        "accept-unverified": text,
        "require-flow-token": text,
        "flow-token-max-age": text,
        "old-flow-token-until": text,
        "customer-profiles": text,
        "record-runs": text,
        "keep-recordings": text,
      })
      const maxAge = given["flow-token-max-age"]
      return setWorkspace(given.workspace, {
        acceptsUnverified: onOff("--accept-unverified", given["accept-unverified"]),
        requiresFlowToken: onOff("--require-flow-token", given["require-flow-token"]),
        flowTokenMaxAgeSeconds:
          maxAge === undefined ? undefined : wholeNumber("--flow-token-max-age", maxAge, 0, 31_536_000),
        oldFlowTokenUntil: momentOrOff("--old-flow-token-until", given["old-flow-token-until"]),
        hasCustomerProfiles: onOff("--customer-profiles", given["customer-profiles"]),
        recordsRuns: onOff("--record-runs", given["record-runs"]),
        recordingKeepHours: hoursOrForever("--keep-recordings", given["keep-recordings"]),
      })
    }
    case "flow":
      return manageFlows(args)
    case "billing":
      return manageBilling(args)
    case "mail": {
      const [id, ...more] = parse(args, {}, true).positionals
      if (more.length > 0) throw new UsageError(`mail takes one id, not also "${more.join(" ")}".`)
      return readMail(id)
    }
    case "reset-password": {
      const known = { "remove-second-factor": { type: "boolean" } } as const
      const { values: given, positionals } = parse(args, known, true)
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
