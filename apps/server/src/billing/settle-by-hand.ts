import type { CustomerRequest } from "@holdfast/protocol/dashboard"
import { type Actor, recordAudit } from "../account/audit/record-audit.ts"
import type { Db } from "../db/database.ts"
import type { SessionWriter } from "../session/change/sessions-changed.ts"
import { tellOfRequest } from "../webhook/request-news.ts"
import { callPerson } from "./call-person.ts"
import { findRequest, undoMs } from "./list-requests.ts"
import { settleWithSession } from "./settle-with-session.ts"
import { requestUpdate, type StoredRequest, storedRequests, toStoredRequest } from "./stored-request.ts"
import type { Teller } from "./tell-of-waiting.ts"

/** Who says what became of a request. */
export interface HandChange {
  workspaceId: string
  actor: Extract<Actor, { kind: "person" | "key" }>
  now: Date
}

/** What they say: one line each, as the database can keep it. */
export type Said =
  | { result: "applied"; note: string | null }
  | { result: "scheduled"; at: Date; note: string | null }
  | { result: "refused"; reason: string }

export type HandResult =
  | { kind: "changed"; request: CustomerRequest }
  | { kind: "not_found" }
  /** It is settled already, or a server is sending it at this moment. */
  | { kind: "not_open"; request: CustomerRequest }
  /** Only what a person has settled is taken back, for a day. */
  | { kind: "too_late"; request: CustomerRequest }

/**
 * Says what became of a request that is not settled. A program cannot end a cancellation by refusing it: that calls a
 * person, who can.
 */
export async function settleByHand(
  writer: SessionWriter,
  teller: Teller,
  { workspaceId, actor, now }: HandChange,
  id: string,
  said: Said,
): Promise<HandResult> {
  const { db } = writer.database
  const stored = await findStored(db, workspaceId, id)
  if (!stored) return { kind: "not_found" }
  const callsPerson =
    said.result === "refused" && stored.request.act.action === "cancel" && actor.kind === "key"
  const written = await settleWithSession(writer, stored, now, async (trx) => {
    if (callsPerson)
      return (await callPerson(trx, teller, stored, said.reason, now)) ?? keepReason(trx, stored, said.reason)
    const row = await requestUpdate(trx, stored)
      .set({
        state: said.result,
        settled_at: now,
        scheduled_for: said.result === "scheduled" ? said.at : null,
        reason: said.result === "refused" ? said.reason : null,
        note: said.result === "refused" ? null : said.note,
        settled_by_kind: actor.kind,
        settled_by_id: actor.id,
        settled_by_name: actor.name,
        ask_again_at: null,
        try_again_at: null,
      })
      .where("state", "in", ["asked", "unknown"])
      .returningAll()
      .executeTakeFirst()
    if (!row) return null
    const detail = { before: stored.standing.kind, after: said.result }
    await recordAudit(trx, { ...auditOf(stored), actor, action: "request.settled", detail, at: now })
    const settled = toStoredRequest(row)
    await tellOfRequest(trx, settled, now)
    return settled
  })
  return answerWith(db, workspaceId, id, now, written ? "changed" : "not_open")
}

/** Takes back what a person said of a request within the last day: it waits for a person again. */
export async function reopenByHand(
  writer: SessionWriter,
  { workspaceId, actor, now }: HandChange,
  id: string,
): Promise<HandResult> {
  const { db } = writer.database
  const stored = await findStored(db, workspaceId, id)
  if (!stored) return { kind: "not_found" }
  const written = await settleWithSession(writer, stored, now, async (trx) => {
    const row = await requestUpdate(trx, stored)
      .set((eb) => ({
        state: "asked" as const,
        settled_at: null,
        scheduled_for: null,
        reason: null,
        note: null,
        settled_by_kind: null,
        settled_by_id: null,
        settled_by_name: null,
        person_called_at: eb.fn.coalesce("person_called_at", eb.val(now)),
      }))
      .where("settled_by_kind", "=", "person")
      .where("settled_at", ">", new Date(now.getTime() - undoMs))
      .returningAll()
      .executeTakeFirst()
    if (!row) return null
    const detail = { before: stored.standing.kind, after: "asked" }
    await recordAudit(trx, { ...auditOf(stored), actor, action: "request.reopened", detail, at: now })
    return toStoredRequest(row)
  })
  return answerWith(db, workspaceId, id, now, written ? "changed" : "too_late")
}

async function findStored(db: Db, workspaceId: string, id: string): Promise<StoredRequest | null> {
  const row = await storedRequests(db, workspaceId).where("id", "=", id).executeTakeFirst()
  return row ? toStoredRequest(row) : null
}

/** It is a person's already, who now also learns why. */
async function keepReason(trx: Db, stored: StoredRequest, reason: string): Promise<StoredRequest | null> {
  const row = await requestUpdate(trx, stored)
    .set({ last_error: reason })
    .where("state", "in", ["asked", "unknown"])
    .returningAll()
    .executeTakeFirst()
  return row ? toStoredRequest(row) : null
}

const auditOf = ({ workspaceId, request: { id, act, customerId } }: StoredRequest) => ({
  workspaceId,
  target: { kind: "request", id, name: `${act.action} of ${customerId}` },
})

async function answerWith(
  db: Db,
  workspaceId: string,
  id: string,
  now: Date,
  kind: "changed" | "not_open" | "too_late",
): Promise<HandResult> {
  const request = await findRequest(db, workspaceId, id, now)
  return request ? { kind, request } : { kind: "not_found" }
}
