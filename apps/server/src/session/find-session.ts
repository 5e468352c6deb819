import type { Mode } from "@holdfast/protocol"
import { type Selectable, sql } from "kysely"
import type { Db } from "../db/database.ts"
import type { SessionRow } from "../db/schema.ts"

/** The key of a session that the widget reports. */
export const runKey = (run: string) => `run:${run.toLowerCase()}`

/** The session of a client's key, if it is this customer's. */
export async function findSessionId(
  db: Db,
  workspaceId: string,
  customerId: string,
  clientKey: string,
): Promise<string | null> {
  const row = await db
    .selectFrom("session")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("client_key", "=", clientKey)
    .where("customer_id", "=", customerId)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Takes the key from the session that has it, for another one that is about to have it. */
export async function releaseKey(
  trx: Db,
  { workspaceId, clientKey }: { workspaceId: string; clientKey: string | null },
): Promise<void> {
  await trx
    .updateTable("session")
    .set((eb) => ({ client_key: sql<string>`${eb.ref("client_key")} || ':' || id` }))
    .where("workspace_id", "=", workspaceId)
    .where("client_key", "=", clientKey)
    .execute()
}

/**
 * The session that an SDK's config call opened and no post has claimed yet: of the last 24 hours, the one that
 * began nearest to the first step of the post. A session that was silent too long may still be claimed.
 */
export async function findOpenedBySdk(
  db: Db,
  key: { workspaceId: string; mode: Mode; customerId: string; blueprintId: string | null },
  firstStep: Date,
  now: Date,
): Promise<Selectable<SessionRow> | null> {
  const rows = await db
    .selectFrom("session")
    .selectAll()
    .where("workspace_id", "=", key.workspaceId)
    .where("customer_id", "=", key.customerId)
    .where("mode", "=", key.mode)
    .where("created_at", ">", new Date(now.getTime() - 24 * 3600 * 1000))
    .$if(key.blueprintId !== null, (query) => query.where("blueprint_id", "=", key.blueprintId))
    .where(sql<boolean>`awaits_post`)
    .execute()
  const distance = (row: Selectable<SessionRow>) => Math.abs(row.created_at.getTime() - firstStep.getTime())
  return rows.sort((a, b) => distance(a) - distance(b))[0] ?? null
}
