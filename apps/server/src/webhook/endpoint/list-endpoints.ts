import type { WebhookEndpoint } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { toEndpoint } from "./endpoint-change.ts"

/** The endpoints of a workspace, the oldest first. */
export async function listEndpoints(db: Db, workspaceId: string, now: Date): Promise<WebhookEndpoint[]> {
  const rows = await endpointsOf(db, workspaceId).orderBy("created_at").orderBy("id").execute()
  return rows.map((row) => toEndpoint(row, row.waiting, now))
}

/** One endpoint; null where the workspace has none of that id. */
export async function findEndpoint(
  db: Db,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<WebhookEndpoint | null> {
  const row = await endpointsOf(db, workspaceId).where("id", "=", id).executeTakeFirst()
  return row ? toEndpoint(row, row.waiting, now) : null
}

const endpointsOf = (db: Db, workspaceId: string) =>
  db
    .selectFrom("webhook_endpoint")
    .selectAll()
    .select(
      sql<number>`(select count(*)::int from webhook_delivery d
        where d.workspace_id = webhook_endpoint.workspace_id and d.endpoint_id = webhook_endpoint.id
          and d.state = 'waiting')`.as("waiting"),
    )
    .where("workspace_id", "=", workspaceId)
