import type { WebhookEndpoint } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { toEndpoint } from "./endpoint-change.ts"

/** The endpoints of a workspace, the oldest first. */
export async function listEndpoints(db: Db, workspaceId: string, now: Date): Promise<WebhookEndpoint[]> {
  const rows = await endpointsOf(db, workspaceId, now).orderBy("created_at").orderBy("id").execute()
  return rows.map((row) => toEndpoint(row, now))
}

/** One endpoint; null where the workspace has none of that id. */
export async function findEndpoint(
  db: Db,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<WebhookEndpoint | null> {
  const row = await endpointsOf(db, workspaceId, now).where("id", "=", id).executeTakeFirst()
  return row ? toEndpoint(row, now) : null
}

const weekMs = 7 * 24 * 3_600_000

const endpointsOf = (db: Db, workspaceId: string, now: Date) =>
  db
    .selectFrom("webhook_endpoint")
    .selectAll()
    .select(
      sql<number>`(select count(*)::int from webhook_delivery d
        where d.workspace_id = webhook_endpoint.workspace_id and d.endpoint_id = webhook_endpoint.id
          and d.state = 'waiting')`.as("waiting"),
    )
    .select(
      sql<number>`(select count(*)::int from webhook_delivery d
        where d.workspace_id = webhook_endpoint.workspace_id and d.endpoint_id = webhook_endpoint.id
          and d.created_at >= ${new Date(now.getTime() - weekMs)} and d.state = 'delivered'
          and d.event <> 'test')`.as("deliveredIn7Days"),
    )
    .where("workspace_id", "=", workspaceId)
