import type { Mode } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { SessionChange } from "../change/session-change.ts"
import type { Neighbour } from "./list-neighbours.ts"

/** A session whose bounce is no longer what it was. */
export interface Moved {
  session: Neighbour
  mode: Mode
  bouncedBy: string | null
}

/** Writes the bounces that changed without their session changing otherwise. */
export async function writeBounces(
  trx: Db,
  workspaceId: string,
  moved: readonly Moved[],
): Promise<SessionChange[]> {
  if (moved.length === 0) return []
  const changes = moved.map(({ session: { id, createdAt, state }, mode, bouncedBy }) => ({
    ...{ workspaceId, id, mode, createdAt: new Date(createdAt) },
    before: state,
    after: { ...state, bouncedBy, sequence: state.sequence + 1 },
  }))
  await sql`
    update session set bounced_by = moved.winner, sequence = moved.sequence
    from unnest(${changes.map(({ id }) => id)}::uuid[], ${changes.map(({ after }) => after.bouncedBy)}::uuid[],
      ${changes.map(({ after }) => after.sequence)}::integer[]) as moved (id, winner, sequence)
    where session.workspace_id = ${workspaceId} and session.id = moved.id`.execute(trx)
  return changes
}
