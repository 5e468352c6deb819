import type { Mode } from "@holdfast/protocol"
import type { VersionResults } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"
import { aggregateSessions } from "../../session/count/aggregate-sessions.ts"

export interface ResultsQuestion {
  workspaceId: string
  mode: Mode
  /** Sessions that began at or after this; all where nothing is said. */
  from?: Date
  /** Sessions of these versions; of all where nothing is said. */
  blueprintIds?: readonly string[]
}

/** What became of the customers who saw some versions together. */
export type ResultsOf = (blueprintIds: readonly string[]) => VersionResults

/** Counts valid sessions, settled and not bounced, by the version that their customers saw: one question, for all of them. */
export async function countResults(db: Db, question: ResultsQuestion): Promise<ResultsOf> {
  const { workspaceId, mode, from, blueprintIds } = question
  const filter = {
    workspaceId,
    mode,
    ...(from && { from }),
    is: { bounced: ["false"], ...(blueprintIds && { blueprintId: blueprintIds }) },
    not: { outcome: ["open"] },
  }
  const rows = await aggregateSessions(db, filter, ["blueprintId", "outcome"], "UTC")
  const byVersion = Map.groupBy(rows, ({ values: [blueprintId] }) => blueprintId ?? null)
  return (ids) => {
    const ofThem = ids.flatMap((id) => byVersion.get(id) ?? [])
    const sum = (some: typeof rows) => some.reduce((total, { count }) => total + count, 0)
    const sessions = sum(ofThem)
    const canceled = sum(ofThem.filter(({ values: [, outcome] }) => outcome === "canceled"))
    return { sessions, saveRate: sessions === 0 ? null : (sessions - canceled) / sessions }
  }
}
