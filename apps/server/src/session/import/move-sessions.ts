import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { MovedSession } from "./decide-batch.ts"

/** Writes the bounces that changed without their session changing otherwise. */
export async function moveSessions(
  trx: Db,
  workspaceId: string,
  moved: readonly MovedSession[],
): Promise<void> {
  if (moved.length === 0) return
  await sql`
    update session set bounced_by = moved.winner
    from unnest(${moved.map(({ id }) => id)}::uuid[], ${moved.map(({ bouncedBy }) => bouncedBy)}::uuid[])
      as moved(id, winner)
    where session.workspace_id = ${workspaceId} and session.id = moved.id`.execute(trx)
}
