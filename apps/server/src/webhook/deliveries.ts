import type {
  DeliveryState,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookTry,
} from "@holdfast/protocol/dashboard"
import { type Kysely, type Selectable, sql } from "kysely"
import { recordAudit } from "../account/audit/record-audit.ts"
import type { Cursor } from "../db/cursor.ts"
import type { Db } from "../db/database.ts"
import { newId } from "../db/new-id.ts"
import type { Tables, WebhookDeliveryRow } from "../db/schema.ts"
import {
  type EndpointChange,
  type EndpointRefusal,
  lockEndpoint,
  targetOf,
} from "./endpoint/endpoint-change.ts"
import { webhookBody } from "./queue-webhook.ts"

/** What an endpoint was sent in 30 days, the newest first, after the last one that the caller has. */
export async function listDeliveries(
  db: Db,
  {
    workspaceId,
    endpointId,
    state,
  }: { workspaceId: string; endpointId: string; state: DeliveryState | null },
  before: Cursor | null,
  size: number,
): Promise<WebhookDelivery[]> {
  const rows = await deliveriesOf(db, workspaceId)
    .where("endpoint_id", "=", endpointId)
    .$if(state !== null, (query) => query.where("state", "=", state ?? "waiting"))
    .$if(before !== null, (query) =>
      query.where(sql<boolean>`(created_at, id) < (${before?.createdAt}, ${before?.id}::uuid)`),
    )
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(size)
    .execute()
  return rows.map(toDelivery)
}

/** One delivery with all of its tries; null where the workspace has none of that id. */
export async function findDelivery(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<WebhookDeliveryDetail | null> {
  const row = await deliveriesOf(db, workspaceId).where("id", "=", id).executeTakeFirst()
  if (!row) return null
  const tries = await db
    .selectFrom("webhook_try")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("delivery_id", "=", id)
    .orderBy("n")
    .execute()
  const triesMade = tries.map(
    ({ at, duration_ms, status, answer, error, is_replay }): WebhookTry => ({
      ...{ at: at.toISOString(), durationMs: duration_ms, status, answer, error, isReplay: is_replay },
    }),
  )
  return { ...toDelivery(row), payload: row.payload, triesMade }
}

/** Makes a delivery that says that it is a test. */
export function sendTest(
  db: Kysely<Tables>,
  { workspaceId, now }: EndpointChange,
  endpointId: string,
): Promise<WebhookDelivery | EndpointRefusal> {
  return db.transaction().execute(async (trx) => {
    const endpoint = await lockEndpoint(trx, workspaceId, endpointId)
    if (!endpoint) return "not_found"
    const payload = webhookBody("test", null, now, { message: "This is a test of Holdfast." })
    const row = await trx
      .insertInto("webhook_delivery")
      .values({
        ...{ workspace_id: workspaceId, id: newId(now), endpoint_id: endpointId, event: "test", payload },
        ...{ state: "waiting", due_at: now, is_replay: true, created_at: now },
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return toDelivery(row)
  })
}

/** Has a delivery sent once more, as it is kept, also to an endpoint that is off. One that waits is sent now. */
export function resendDelivery(
  db: Kysely<Tables>,
  change: EndpointChange,
  id: string,
): Promise<WebhookDelivery | EndpointRefusal | "forgotten" | "once_only"> {
  const { workspaceId, now } = change
  return db.transaction().execute(async (trx) => {
    const found = await deliveriesOf(trx, workspaceId).where("id", "=", id).executeTakeFirst()
    const endpoint = found && (await lockEndpoint(trx, workspaceId, found.endpoint_id))
    if (!endpoint) return "not_found"
    // whoever carries it out might do it twice
    if (found.event === "action.requested") return "once_only"
    const [row] = await sendAgain(trx, workspaceId, now)
      .where("id", "=", id)
      .where("payload", "is not", null)
      .returningAll()
      .execute()
    if (!row) return "forgotten"
    await recordAudit(trx, auditOf(change, endpoint, { delivery: id }))
    return toDelivery(row)
  })
}

/** Has everything sent again that was made for an endpoint since a moment and did not arrive, or all of it. */
export function resendSince(
  db: Kysely<Tables>,
  change: EndpointChange,
  endpointId: string,
  { since, includesDelivered }: { since: Date; includesDelivered: boolean },
): Promise<number | EndpointRefusal> {
  const { workspaceId, now } = change
  return db.transaction().execute(async (trx) => {
    const endpoint = await lockEndpoint(trx, workspaceId, endpointId)
    if (!endpoint) return "not_found"
    const states: DeliveryState[] = ["failed", "held", ...(includesDelivered ? (["delivered"] as const) : [])]
    const { numUpdatedRows } = await sendAgain(trx, workspaceId, now)
      .where("endpoint_id", "=", endpointId)
      .where("created_at", ">=", since)
      .where("state", "in", states)
      .where("event", "not in", ["test", "action.requested"])
      .where("payload", "is not", null)
      .executeTakeFirstOrThrow()
    const resent = Number(numUpdatedRows)
    const detail = { since: since.toISOString(), includesDelivered, resent }
    await recordAudit(trx, auditOf(change, endpoint, detail))
    return resent
  })
}

/** One that waits by itself goes on being tried by itself. */
const sendAgain = (trx: Db, workspaceId: string, now: Date) =>
  trx
    .updateTable("webhook_delivery")
    .set({ state: "waiting", due_at: now, is_replay: sql<boolean>`is_replay or state <> 'waiting'` })
    .where("workspace_id", "=", workspaceId)

const auditOf = (
  { workspaceId, actor, now }: EndpointChange,
  endpoint: { id: string; url: string },
  detail: Record<string, unknown>,
) => ({ workspaceId, actor, at: now, action: "webhook.resent" as const, target: targetOf(endpoint), detail })

const deliveriesOf = (db: Db, workspaceId: string) =>
  db.selectFrom("webhook_delivery").selectAll().where("workspace_id", "=", workspaceId)

const toDelivery = (row: Selectable<WebhookDeliveryRow>): WebhookDelivery => ({
  id: row.id,
  endpointId: row.endpoint_id,
  event: row.event,
  mode: row.mode,
  sessionId: row.session_id,
  sequence: row.sequence,
  state: row.state,
  tries: row.tries,
  createdAt: row.created_at.toISOString(),
  nextTryAt: row.due_at?.toISOString() ?? null,
  deliveredAt: row.delivered_at?.toISOString() ?? null,
  lastStatus: row.last_status,
  lastError: row.last_error,
})
