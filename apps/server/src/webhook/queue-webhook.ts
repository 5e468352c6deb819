import type { Mode } from "@holdfast/protocol"
import type { WebhookEvent } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Db } from "../db/database.ts"
import { newId } from "../db/new-id.ts"

/** What happened, as the endpoints of a workspace are told of it. */
export interface WebhookNews {
  workspaceId: string
  event: Exclude<WebhookEvent, "session" | "session.updated" | "action.requested">
  /** null of what has no mode: all endpoints that want the event are told. */
  mode: Mode | null
  /** The session it belongs to; when that is removed, what was told is forgotten. */
  sessionId: string | null
  data: object
}

/** The body of a delivery: compact, so that who signs what they have parsed and written again signs the same. */
export const webhookBody = (event: string, mode: Mode | null, at: Date, data: object): string =>
  JSON.stringify({ event, ...(mode && { mode: mode.toUpperCase() }), at: at.toISOString(), data })

/**
 * Puts a delivery for each endpoint that wants to be told on its way, in the transaction of what it tells of. For one that
 * is off it is kept.
 */
export async function queueWebhook(
  trx: Db,
  { workspaceId, event, mode, sessionId, data }: WebhookNews,
  now: Date,
): Promise<void> {
  const endpoints = await trx
    .selectFrom("webhook_endpoint")
    .select(["id", "state"])
    .where("workspace_id", "=", workspaceId)
    .where(sql<boolean>`${event} = any(events)`)
    .$if(mode !== null, (query) => query.where(sql<boolean>`${mode} = any(modes)`))
    .execute()
  if (endpoints.length === 0) return
  const payload = webhookBody(event, mode, now, data)
  await trx
    .insertInto("webhook_delivery")
    .values(
      endpoints.map(({ id, state }) => ({
        ...{ workspace_id: workspaceId, id: newId(now), endpoint_id: id, event, mode, payload },
        session_id: sessionId,
        ...standingAtFirst(state, now),
        created_at: now,
      })),
    )
    .execute()
}

/** How a new delivery stands. */
export const standingAtFirst = (state: "on" | "off" | "failed", now: Date) =>
  state === "on" ? ({ state: "waiting", due_at: now } as const) : ({ state: "held", due_at: null } as const)
