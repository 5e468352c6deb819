import { type FlowAction, flowActions } from "@holdfast/protocol"
import {
  mostWebhookEndpoints,
  type NewWebhookEndpoint,
  type WebhookEndpoint,
  type WebhookEndpointChange,
  type WebhookWithSecret,
} from "@holdfast/protocol/dashboard"
import { type Kysely, sql } from "kysely"
import { recordAudit } from "../../account/audit/record-audit.ts"
import type { Secret } from "../../account/secret.ts"
import type { Db } from "../../db/database.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import { newId } from "../../db/new-id.ts"
import type { Tables } from "../../db/schema.ts"
import { makeWebhookSecret } from "../send/sign.ts"
import {
  type EndpointChange,
  type EndpointRefusal,
  type EndpointRow,
  endpointUpdate,
  lockEndpoint,
  targetOf,
  withoutQuery,
} from "./endpoint-change.ts"
import { findEndpoint } from "./list-endpoints.ts"

/** So long the secret before signs along. */
const overlapMs = 24 * 3_600_000

/** Makes an endpoint. It is told of what happens from now on. */
export function createEndpoint(
  db: Kysely<Tables>,
  secret: Secret,
  { workspaceId, actor, now }: EndpointChange,
  { url, description = "", modes, events, actions = [...flowActions] }: NewWebhookEndpoint,
): Promise<WebhookWithSecret | EndpointRefusal> {
  return lockedTransaction(db, `webhooks ${workspaceId}`, async (trx) => {
    const { count } = await trx
      .selectFrom("webhook_endpoint")
      .select(sql<number>`count(*)::int`.as("count"))
      .where("workspace_id", "=", workspaceId)
      .executeTakeFirstOrThrow()
    if (count >= mostWebhookEndpoints) return "too_many"
    const end = await endOfLog(trx, workspaceId)
    // who read it for an endpoint that is gone goes on from where that was
    await trx
      .insertInto("webhook_reader")
      .values({ workspace_id: workspaceId, cursor: end })
      .onConflict((conflict) => conflict.column("workspace_id").doNothing())
      .execute()
    const made = makeWebhookSecret()
    const id = newId(now)
    await trx
      .insertInto("webhook_endpoint")
      .values({
        ...{ workspace_id: workspaceId, id, url, description, modes, events, actions },
        ...{ state: "on", secret: secret.seal(made), after_change: end, created_at: now },
      })
      .execute()
    const after = shown({ url, description, modes, events, actions })
    await recordAudit(trx, {
      ...{ workspaceId, actor, at: now, action: "webhook.created", target: targetOf({ id, url }) },
      detail: { before: null, after: audited(after) },
    })
    return { endpoint: await found(trx, workspaceId, id, now), secret: made }
  })
}

/** What was committed so far. A change that is being committed is told of, which does no harm. */
async function endOfLog(trx: Db, workspaceId: string): Promise<string> {
  const last = await trx
    .selectFrom("session_change")
    .select("n")
    .where("workspace_id", "=", workspaceId)
    .orderBy("n", "desc")
    .limit(1)
    .executeTakeFirst()
  return last?.n ?? "0"
}

/** Changes what is different, and writes down what was before and after. */
export function changeEndpoint(
  db: Kysely<Tables>,
  { workspaceId, actor, now }: EndpointChange,
  id: string,
  { state, ...asked }: WebhookEndpointChange,
): Promise<WebhookEndpoint | EndpointRefusal> {
  return db.transaction().execute(async (trx) => {
    const row = await lockEndpoint(trx, workspaceId, id)
    if (!row) return "not_found"
    const before = shown(row)
    const after = shown({ ...row, ...asked })
    const changed = (Object.keys(after) as (keyof Shown)[]).filter(
      (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
    )
    const only = (values: Shown) => Object.fromEntries(changed.map((name) => [name, values[name]]))
    if (changed.length > 0) {
      await endpointUpdate(trx, row).set(after).execute()
      await recordAudit(trx, {
        ...{ workspaceId, actor, at: now, action: "webhook.changed", target: targetOf(row) },
        detail: { before: only(audited(before)), after: only(audited(after)) },
      })
    }
    if (state === "off" && row.state === "on") {
      await turnOff(trx, row, "off", now)
      await recordAudit(trx, {
        ...{ workspaceId, actor, at: now, action: "webhook.disabled", target: targetOf(row) },
        detail: { before: row.state, after: "off" },
      })
    }
    return found(trx, workspaceId, id, now)
  })
}

/** Turns an endpoint off. What waits is kept for whoever asks for it. */
export async function turnOff(
  trx: Db,
  row: Pick<EndpointRow, "workspace_id" | "id">,
  state: "off" | "failed",
  now: Date,
): Promise<void> {
  await endpointUpdate(trx, row).set({ state, off_since: now }).execute()
  await trx
    .updateTable("webhook_delivery")
    .set({ state: "held", due_at: null })
    .where("workspace_id", "=", row.workspace_id)
    .where("endpoint_id", "=", row.id)
    .where("state", "=", "waiting")
    .where("is_replay", "=", false)
    .execute()
}

/** Turns an endpoint on again. It is told of what happens from now on; what was held waits for whoever asks for it. */
export function enableEndpoint(
  db: Kysely<Tables>,
  { workspaceId, actor, now }: EndpointChange,
  id: string,
): Promise<WebhookEndpoint | EndpointRefusal> {
  return db.transaction().execute(async (trx) => {
    const row = await lockEndpoint(trx, workspaceId, id)
    if (!row) return "not_found"
    if (row.state !== "on") {
      await endpointUpdate(trx, row)
        .set({ state: "on", off_since: null, failing_since: null, last_failed_at: null, warned_at: null })
        .execute()
      await recordAudit(trx, {
        ...{ workspaceId, actor, at: now, action: "webhook.enabled", target: targetOf(row) },
        detail: { before: row.state, after: "on" },
      })
    }
    return found(trx, workspaceId, id, now)
  })
}

/** Gives an endpoint a new secret. For 24 hours deliveries are signed with both; one before that ends at once. */
export function rotateSecret(
  db: Kysely<Tables>,
  secret: Secret,
  { workspaceId, actor, now }: EndpointChange,
  id: string,
): Promise<WebhookWithSecret | EndpointRefusal> {
  return db.transaction().execute(async (trx) => {
    const row = await lockEndpoint(trx, workspaceId, id)
    if (!row) return "not_found"
    const made = makeWebhookSecret()
    const until = new Date(now.getTime() + overlapMs)
    await endpointUpdate(trx, row)
      .set({ secret: secret.seal(made), old_secret: row.secret, old_secret_until: until })
      .execute()
    await recordAudit(trx, {
      ...{ workspaceId, actor, at: now, action: "webhook.rotated", target: targetOf(row) },
      detail: { oldSecretEndsAt: until.toISOString() },
    })
    return { endpoint: await found(trx, workspaceId, id, now), secret: made }
  })
}

/** Removes an endpoint, with its deliveries. */
export function removeEndpoint(
  db: Kysely<Tables>,
  { workspaceId, actor, now }: EndpointChange,
  id: string,
): Promise<"removed" | EndpointRefusal> {
  return db.transaction().execute(async (trx) => {
    const row = await lockEndpoint(trx, workspaceId, id)
    if (!row) return "not_found"
    const deliveries = trx
      .selectFrom("webhook_delivery")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .where("endpoint_id", "=", id)
    await trx
      .deleteFrom("webhook_try")
      .where("workspace_id", "=", workspaceId)
      .where("delivery_id", "in", deliveries)
      .execute()
    await trx
      .deleteFrom("webhook_delivery")
      .where("workspace_id", "=", workspaceId)
      .where("endpoint_id", "=", id)
      .execute()
    await trx
      .deleteFrom("webhook_endpoint")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute()
    await recordAudit(trx, {
      ...{ workspaceId, actor, at: now, action: "webhook.removed", target: targetOf(row) },
      detail: { before: audited(shown(row)), after: null },
    })
    return "removed"
  })
}

type Shown = Pick<EndpointRow, "url" | "description" | "modes" | "events"> & { actions: FlowAction[] }

/** What people say of an endpoint. */
const shown = ({ url, description, modes, events, actions }: Shown): Shown => ({
  ...{ url, description, modes, events, actions },
})

/** The query of an address may hold a secret of the company. */
const audited = (values: Shown): Shown => ({ ...values, url: withoutQuery(values.url) })

async function found(trx: Db, workspaceId: string, id: string, now: Date): Promise<WebhookEndpoint> {
  const endpoint = await findEndpoint(trx, workspaceId, id, now)
  if (!endpoint) throw new Error("An endpoint is gone that this transaction holds")
  return endpoint
}
