import type { Mode } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../db/database.ts"

/** What waits for a person. */
export interface Waiting {
  count: number
  /** When the oldest was requested; null where none waits. */
  oldest: Date | null
  /** When a person was last called. */
  newestCall: Date | null
}

/** The requests that wait for a person of the company, in one mode. */
export async function waitingOf(db: Db, workspaceId: string, mode: Mode): Promise<Waiting> {
  const found = await db
    .selectFrom("action_request")
    .select([
      sql<number>`count(*)::int4`.as("count"),
      sql<Date | null>`min(requested_at)`.as("oldest"),
      sql<Date | null>`max(person_called_at)`.as("newestCall"),
    ])
    .where("workspace_id", "=", workspaceId)
    .where("mode", "=", mode)
    // `sending` is never true of one that waits; the index is of all three
    .where("state", "in", ["asked", "sending", "unknown"])
    .where("person_called_at", "is not", null)
    .executeTakeFirstOrThrow()
  return found
}
