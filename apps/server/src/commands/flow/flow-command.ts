import { readConfig } from "../../config.ts"
import { root } from "../../root.ts"
import { readArguments, readOptions, UsageError } from "../arguments.ts"
import { checkFlows } from "./check-flows.ts"
import { type ConfigClient, createConfigClient } from "./config-client.ts"
import { listFlows } from "./list-flows.ts"
import { pullFlows } from "./pull-flows.ts"
import { pushFlows } from "./push-flows.ts"

const say = (line: string) => void process.stdout.write(`${line}\n`)
const complain = (line: string) => void process.stderr.write(`${line}\n`)

/** `holdfast flow`: flows in files, and on a server that is reached over HTTP, from wherever a company deploys. */
export function flowCommand([verb, ...args]: string[]): Promise<number> {
  const text = { type: "string" } as const
  const known = { url: text, app: text, key: text } as const
  const folderOf = (dirs: readonly string[]): string => {
    const [dir, ...more] = dirs
    if (!dir || more.length > 0) throw new UsageError(`flow ${verb} takes one folder.`)
    return dir
  }
  switch (verb) {
    case "list":
      return listFlows({ client: flowClient(readOptions(args, known)), say })
    case "pull": {
      const { values, positionals } = readArguments(args, known)
      return pullFlows({ dir: folderOf(positionals), client: flowClient(values), say })
    }
    case "check":
      return checkFlows({ dir: folderOf(readArguments(args, {}).positionals), say, complain })
    case "push": {
      const more = { publish: text, "over-drafts": { type: "boolean" } } as const
      const { values, positionals } = readArguments(args, { ...known, ...more })
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
