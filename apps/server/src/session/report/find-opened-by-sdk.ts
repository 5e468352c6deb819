import type { Mode } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { awaitingPost } from "./awaiting-post.ts"
import { nearestTo } from "./nearest-to.ts"

/**
 * The id of the session that a post at `at` would claim; null where none awaits one.
 * @param whose `blueprintId` is null where any will do
 */
export async function findOpenedBySdk(
  db: Db,
  whose: { workspaceId: string; mode: Mode; customerId: string; blueprintId: string | null },
  at: Date,
): Promise<string | null> {
  const { rows } = await sql<{ id: string; created_at: Date }>`
    select found.id, found.created_at
    from (
      select ${whose.customerId}::text as customer_id, ${whose.mode}::text as mode,
        ${whose.blueprintId}::text as blueprint_id, ${at}::timestamptz as posted_at
    ) wanted
    cross join ${awaitingPost(whose.workspaceId)} found`.execute(db)
  return nearestTo(rows, at)?.id ?? null
}
