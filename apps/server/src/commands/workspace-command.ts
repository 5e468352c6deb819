import { isEmailAddress } from "../account/email-address.ts"
import {
  hoursOrForever,
  momentOrOff,
  onOff,
  readArguments,
  readOptions,
  UsageError,
  wholeNumber,
} from "./arguments.ts"
import { createWorkspace, deleteWorkspace, nameWorkspace, showWorkspaces } from "./manage-workspaces.ts"
import { setWorkspace } from "./workspace.ts"

/** `holdfast workspace`: workspaces themselves, and what is set for one of them. */
export function workspaceCommand(args: string[]): Promise<number> {
  const [verb = "", ...rest] = args
  return verb.startsWith("-") || verb === "" ? changeSettings(args) : manageWorkspaces(verb, rest)
}

function manageWorkspaces(verb: string, args: string[]): Promise<number> {
  const text = { type: "string" } as const
  switch (verb) {
    case "create": {
      const { values, positionals } = readArguments(args, { owner: text })
      const owner = values.owner ?? ""
      if (positionals.length !== 1)
        throw new UsageError("workspace create takes one name, in quotation marks.")
      if (!isEmailAddress(owner))
        throw new UsageError(`--owner is "${owner}"; it takes the email address of the owner.`)
      return createWorkspace({ name: workspaceName(positionals[0]), owner })
    }
    case "list":
      readOptions(args, {})
      return showWorkspaces()
    case "rename": {
      const [appId, name, ...more] = readArguments(args, {}).positionals
      if (appId === undefined || name === undefined || more.length > 0)
        throw new UsageError("workspace rename takes an App ID and the new name, in quotation marks.")
      return nameWorkspace(appId, workspaceName(name))
    }
    case "delete": {
      const { values, positionals } = readArguments(args, { confirm: text })
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

/** A name as a person types it: on one line, with something to see in it. */
function workspaceName(text: string | undefined): string {
  const name = (text ?? "").trim().replace(/\s+/g, " ")
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(name) || name.length > 80 || /\p{Cc}/u.test(name))
    throw new UsageError(`A workspace takes a name of 1 to 80 characters, not "${name.slice(0, 100)}".`)
  return name
}

function changeSettings(args: string[]): Promise<number> {
  const text = { type: "string" } as const
  const given = readOptions(args, {
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
