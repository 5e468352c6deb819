import type { FlowAction } from "@holdfast/protocol"
import type { BillingAct } from "@holdfast/protocol/schema"
import type { Selectable } from "kysely"
import type { Db } from "../db/database.ts"
import { newId } from "../db/new-id.ts"
import type { ActionRequestRow } from "../db/schema.ts"
import type { BillingRequest, ProviderAnswer, RequestOutcome } from "./provider.ts"

/** What a customer asks for, as it comes in. */
export interface AskedAction extends Omit<BillingRequest, "id" | "requestedAt" | "sentTo"> {
  workspaceId: string
  /** The session it belongs to, where one is known. */
  sessionId: string | null
  /** Requests with the same key are one; null where the client gives none. */
  clientKey: string | null
}

/** Where a request stands. `asked`: it is on record, and nobody has carried it out. */
export type Standing = { kind: "asked" } | { kind: "sending"; until: Date } | RequestOutcome

/** A request on record. */
export interface StoredRequest {
  workspaceId: string
  request: BillingRequest
  standing: Standing
  sessionId: string | null
  /** A person of the company was called for it. It is not sent any more. */
  isForPerson: boolean
  /** When it may be sent again; null for one that was not sent yet. */
  tryAgainAt: Date | null
  /** How often a server took it to send it. */
  attempt: number
}

/** The requests of a workspace on record. */
export const storedRequests = (db: Db, workspaceId: string) =>
  db.selectFrom("action_request").selectAll().where("workspace_id", "=", workspaceId)

export const toStoredRequest = (row: Selectable<ActionRequestRow>): StoredRequest => ({
  workspaceId: row.workspace_id,
  request: {
    id: row.id,
    mode: row.mode,
    customerId: row.customer_id,
    subscriptionId: row.subscription_id,
    // the two were written together, from one act
    act: { action: row.action, body: row.body } as BillingAct,
    requestedAt: row.requested_at,
    ...(row.sent_to !== null && { sentTo: row.sent_to }),
  },
  standing: standingOf(row),
  sessionId: row.session_id,
  isForPerson: row.person_called_at !== null,
  tryAgainAt: row.try_again_at,
  attempt: row.attempt,
})

function standingOf(row: Selectable<ActionRequestRow>): Standing {
  const { state, sending_until, scheduled_for, reason } = row
  if (state === "asked" || state === "applied" || state === "unknown") return { kind: state }
  if (state === "sending" && sending_until) return { kind: state, until: sending_until }
  if (state === "scheduled" && scheduled_for) return { kind: state, at: scheduled_for }
  if (state === "refused" && reason !== null) return { kind: state, reason }
  throw new Error(`A request on record is ${state} and lacks what belongs to it`)
}

/** Whom a request was sent to that the page itself has carried out. */
export const byPage = "page"

/** Puts a request on record as asked. Where its client key is on record, returns the request that has it. */
export const recordRequest = async (db: Db, asked: AskedAction, now: Date): Promise<StoredRequest> =>
  (await addRequest(db, asked, now, false)) ?? findByClientKey(db, asked)

/** The request on record that has the client key of this one. */
export const findByClientKey = async (
  db: Db,
  { workspaceId, clientKey }: Pick<AskedAction, "workspaceId" | "clientKey">,
): Promise<StoredRequest> =>
  toStoredRequest(
    await storedRequests(db, workspaceId).where("client_key", "=", clientKey).executeTakeFirstOrThrow(),
  )

/**
 * @param isDone it was carried out already, by the page: it is sent to nobody
 * @returns null where its client key is on record
 */
export async function addRequest(
  db: Db,
  asked: AskedAction,
  now: Date,
  isDone: boolean,
): Promise<StoredRequest | null> {
  const { workspaceId, clientKey } = asked
  const added = await db
    .insertInto("action_request")
    .values({
      workspace_id: workspaceId,
      id: newId(now),
      session_id: asked.sessionId,
      client_key: clientKey,
      mode: asked.mode,
      customer_id: asked.customerId,
      subscription_id: asked.subscriptionId,
      action: asked.act.action,
      body: JSON.stringify(asked.act.body),
      requested_at: now,
      ...(isDone && { state: "applied" as const, settled_at: now, sent_to: byPage }),
    })
    .onConflict((conflict) =>
      conflict.columns(["workspace_id", "client_key"]).where("client_key", "is not", null).doNothing(),
    )
    .returningAll()
    .executeTakeFirst()
  return added ? toStoredRequest(added) : null
}

/** Whether a request is to be sent now. */
export const isDue = ({ standing, isForPerson, tryAgainAt }: StoredRequest, now: Date): boolean =>
  standing.kind === "asked" && !isForPerson && (tryAgainAt === null || tryAgainAt <= now)

/** What became of a wish to take a request. */
export type Claim =
  | { kind: "taken"; request: StoredRequest }
  /** Another caller took it first. */
  | { kind: "lost" }
  /** Another request of its customer is being sent. Two at once could undo each other. */
  | { kind: "busy" }

/**
 * Takes a request that is to be sent.
 * @param until the end of the lease
 * @param sentTo the name of who carries it out; null where the provider is one
 */
export async function claimRequest(
  db: Db,
  stored: StoredRequest,
  until: Date,
  sentTo: string | null,
): Promise<Claim> {
  const row = await updateToSending(db, stored, until, sentTo).catch((error: unknown) => {
    // two took theirs in the same moment
    if (isOfOneSending(error)) return undefined
    throw error
  })
  if (row) return { kind: "taken", request: toStoredRequest(row) }
  const now = await storedRequests(db, stored.workspaceId)
    .where("id", "=", stored.request.id)
    .executeTakeFirst()
  const isStillThere =
    now?.state === "asked" && now.attempt === stored.attempt && now.person_called_at === null
  return { kind: isStillThere ? "busy" : "lost" }
}

const isOfOneSending = (error: unknown): boolean =>
  error instanceof Error && "constraint" in error && error.constraint === "action_request_one_sending"

const updateToSending = (db: Db, stored: StoredRequest, until: Date, sentTo: string | null) =>
  requestUpdate(db, stored)
    .set((eb) => ({
      state: "sending",
      sent_to: sentTo,
      sending_until: until,
      try_again_at: null,
      attempt: eb("attempt", "+", 1),
    }))
    .where("attempt", "=", stored.attempt)
    .where("state", "=", "asked")
    .where("person_called_at", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("action_request as other")
            .select("other.id")
            .where("other.workspace_id", "=", stored.workspaceId)
            .where("other.mode", "=", stored.request.mode)
            .where("other.customer_id", "=", stored.request.customerId)
            .where("other.state", "=", "sending"),
        ),
      ),
    )
    .returningAll()
    .executeTakeFirst()

/** The row of a request, to be changed. */
export const requestUpdate = (
  db: Db,
  { workspaceId, request }: Pick<StoredRequest, "workspaceId" | "request">,
) => db.updateTable("action_request").where("workspace_id", "=", workspaceId).where("id", "=", request.id)

const minute = 60_000
const hour = 60 * minute

/** For so long a cancellation is tried; then a person is called. */
const triedMs = 72 * hour

/** The oldest request for which nobody is called yet. */
export const triedSince = (now: Date): Date => new Date(now.getTime() - triedMs)

/**
 * When to try or ask again: a minute after it was requested, then after two, four, and so on, at least once an hour.
 */
function again({ requestedAt }: BillingRequest, now: Date): Date {
  const age = now.getTime() - requestedAt.getTime()
  return new Date(now.getTime() + Math.min(Math.max(age, minute), hour))
}

/**
 * Writes down what a provider answered. A cancellation that it did not carry out is still one: where it failed it is
 * tried again, and where it was refused, or has failed for 72 hours, a person is called.
 * @param db a transaction, since calling a person is more than a row
 * @returns the request as it is now; null where it is settled already, or was taken once more
 */
export async function settleRequest(
  db: Db,
  stored: StoredRequest,
  answer: ProviderAnswer,
  now: Date,
): Promise<StoredRequest | null> {
  const row = await requestUpdate(db, stored)
    .set({ sending_until: null, ...columnsAfter(stored, answer, now) })
    .where("attempt", "=", stored.attempt)
    // a late answer is an answer, also when the lease ran out meanwhile
    .where("state", "in", ["sending", "unknown"])
    .returningAll()
    .executeTakeFirst()
  return row ? toStoredRequest(row) : null
}

const unsettled = {
  ask_again_at: null,
  try_again_at: null,
  settled_at: null,
  scheduled_for: null,
  reason: null,
}

/** What a customer is told where nobody can carry out what they ask for. Why not is for the people of the company. */
export const nobodyCan = (action: FlowAction): string =>
  action === "resume"
    ? "Your subscription cannot be resumed at the moment. Nothing was changed."
    : "This offer cannot be applied at the moment. Nothing was changed."

function columnsAfter({ request, isForPerson }: StoredRequest, answer: ProviderAnswer, now: Date) {
  const settled = { ...unsettled, settled_at: now }
  const isCancellation = request.act.action === "cancel"
  switch (answer.kind) {
    case "unknown":
      return { ...unsettled, state: answer.kind, ask_again_at: again(request, now) }
    case "applied":
      return { ...settled, state: answer.kind }
    case "scheduled":
      return { ...settled, state: answer.kind, scheduled_for: answer.at }
    case "failed":
    case "refused": {
      const { reason } = answer
      if (!isCancellation)
        return answer.kind === "refused"
          ? { ...settled, state: "refused" as const, reason }
          : {
              ...settled,
              state: "refused" as const,
              reason: nobodyCan(request.act.action),
              last_error: reason,
            }
      const asked = { ...unsettled, state: "asked" as const, last_error: reason }
      if (isForPerson) return asked
      return answer.kind === "failed" && request.requestedAt > triedSince(now)
        ? { ...asked, try_again_at: again(request, now) }
        : { ...asked, person_called_at: now }
    }
  }
}

/** A server that does not settle its request within its lease is gone. Nobody knows what became of the request. */
export async function expireLeases(db: Db, workspaceId: string, now: Date): Promise<void> {
  await db
    .updateTable("action_request")
    .set({ state: "unknown", sending_until: null, ask_again_at: now })
    .where("workspace_id", "=", workspaceId)
    .where("state", "=", "sending")
    .where("sending_until", "<=", now)
    .execute()
}
