import type { WebhookEndpoint } from "@holdfast/protocol/dashboard"
import type { Selectable } from "kysely"
import type { Actor } from "../../account/audit/record-audit.ts"
import type { Db } from "../../db/database.ts"
import type { WebhookEndpointRow } from "../../db/schema.ts"

/** Who changes endpoints, of which workspace, and when. */
export interface EndpointChange {
  workspaceId: string
  actor: Actor
  now: Date
}

/** Why nothing was changed. */
export type EndpointRefusal = "not_found" | "too_many"

export type EndpointRow = Selectable<WebhookEndpointRow>

/** Holds an endpoint until the end of the transaction. */
export const lockEndpoint = (trx: Db, workspaceId: string, id: string): Promise<EndpointRow | undefined> =>
  trx
    .selectFrom("webhook_endpoint")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst()

export const endpointUpdate = (trx: Db, { workspace_id, id }: Pick<EndpointRow, "workspace_id" | "id">) =>
  trx.updateTable("webhook_endpoint").where("workspace_id", "=", workspace_id).where("id", "=", id)

/** A query may hold a secret of the company, which neither the audit log nor a mail has. */
export const withoutQuery = (url: string): string => url.replace(/\?.*$/s, "")

export const targetOf = ({ id, url }: Pick<EndpointRow, "id" | "url">) => ({
  kind: "webhook",
  id,
  name: withoutQuery(url),
})

const timeOf = (at: Date | null) => at?.toISOString() ?? null

/** What is counted of an endpoint's deliveries. */
type EndpointCounts = Pick<WebhookEndpoint, "waiting" | "deliveredIn7Days">

export const toEndpoint = (row: EndpointRow & EndpointCounts, now: Date): WebhookEndpoint => ({
  id: row.id,
  url: row.url,
  description: row.description,
  modes: row.modes,
  events: row.events,
  actions: row.actions,
  state: row.state,
  failingSince: timeOf(row.failing_since),
  offSince: timeOf(row.off_since),
  lastDeliveredAt: timeOf(row.last_delivered_at),
  waiting: row.waiting,
  deliveredIn7Days: row.deliveredIn7Days,
  oldSecretEndsAt: row.old_secret_until && row.old_secret_until > now ? timeOf(row.old_secret_until) : null,
  createdAt: row.created_at.toISOString(),
})
