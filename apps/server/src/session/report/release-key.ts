import { type Selectable, sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { SessionRow } from "../../db/schema.ts"
import { type SessionChange, stateOf } from "../change/session-change.ts"

/** Takes the key from the session that has it, for another one that is about to have it. */
export async function releaseKey(trx: Db, holder: Selectable<SessionRow>): Promise<SessionChange> {
  const { workspace_id: workspaceId, id, mode, created_at: createdAt } = holder
  const before = stateOf(holder)
  const after = { ...before, sequence: before.sequence + 1 }
  await trx
    .updateTable("session")
    .set((eb) => ({
      client_key: sql<string>`${eb.ref("client_key")} || ':' || id`,
      sequence: after.sequence,
    }))
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .execute()
  return { workspaceId, id, mode, createdAt, before, after }
}
