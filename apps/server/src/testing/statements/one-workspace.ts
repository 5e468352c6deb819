import { distributedTables } from "../../db/distributed-tables.ts"
import { type Mention, mentionsIn, type NamedWorkspace } from "./workspaces-named.ts"

export const rule =
  "A statement on a distributed table names exactly one workspace: `workspace_id = $n` for each mention of the table."

const distributed = new RegExp(`\\b(${[...distributedTables].join("|")})\\b`, "i")

const known = new Map<string, readonly Mention[]>()

export const isAboutDistributed = (text: string): boolean => distributed.test(text)

/**
 * Why a statement does not keep the rule; null where it does. One that cannot be understood does not keep it.
 * @param values of its parameters, as they are sent
 */
export function whyNotOneWorkspace(text: string, values: readonly unknown[]): string | null {
  if (!isAboutDistributed(text)) return null
  try {
    const mentions = known.get(text) ?? mentionsIn(text)
    known.set(text, mentions)
    const unnamed = mentions.find(({ workspaces }) => workspaces.length === 0)
    if (unnamed) return `It mentions ${unnamed.table} and does not say of which workspace.`
    const workspaces = mentions.flatMap((mention) =>
      mention.workspaces.map((each) => workspaceId(each, values)),
    )
    if (workspaces.includes(null)) return "A workspace's parameter has no value that is a text."
    const distinct = new Set(workspaces)
    return distinct.size > 1 ? `It names ${distinct.size} workspaces.` : null
  } catch (error) {
    return `It cannot be understood: ${error instanceof Error ? error.message : String(error)}`
  }
}

function workspaceId(named: NamedWorkspace, values: readonly unknown[]): string | null {
  const value = "literal" in named ? named.literal : values[named.parameter - 1]
  return typeof value === "string" ? value.toLowerCase() : null
}
