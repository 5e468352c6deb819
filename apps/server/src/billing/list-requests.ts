import type { Mode } from "@holdfast/protocol"
import type { CustomerRequest, RequestsShown } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Cursor } from "../db/cursor.ts"
import type { Db } from "../db/database.ts"

/** What a person has settled can be taken back for so long. */
export const undoMs = 24 * 3_600_000

/**
 * The requests of a workspace in one mode, after the last one that the caller has. Those that wait come in the order in
 * which they were asked, so that nobody is forgotten; all others newest first.
 */
export async function listRequests(
  db: Db,
  { workspaceId, mode, shown }: { workspaceId: string; mode: Mode; shown: RequestsShown | null },
  before: Cursor | null,
  size: number,
  now: Date,
): Promise<CustomerRequest[]> {
  const isOldestFirst = shown === "waiting"
  const direction = isOldestFirst ? "asc" : "desc"
  const place = sql`(action_request.requested_at, action_request.id)`
  const rows = await requestsOf(db, workspaceId)
    .where("action_request.mode", "=", mode)
    .$if(shown !== null, (query) => query.where(isShown(shown ?? "waiting")))
    .$if(before !== null, (query) =>
      query.where(
        isOldestFirst
          ? sql<boolean>`${place} > (${before?.createdAt}, ${before?.id}::uuid)`
          : sql<boolean>`${place} < (${before?.createdAt}, ${before?.id}::uuid)`,
      ),
    )
    .orderBy("action_request.requested_at", direction)
    .orderBy("action_request.id", direction)
    .limit(size)
    .execute()
  return rows.map((row) => toCustomerRequest(row, now))
}

/** One request; null where the workspace has none of that id. */
export async function findRequest(
  db: Db,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<CustomerRequest | null> {
  const row = await requestsOf(db, workspaceId).where("action_request.id", "=", id).executeTakeFirst()
  return row ? toCustomerRequest(row, now) : null
}

/** What the customer of a session asked for in it, oldest first. */
export async function requestsOfSession(
  db: Db,
  workspaceId: string,
  sessionId: string,
  now: Date,
): Promise<CustomerRequest[]> {
  const rows = await requestsOf(db, workspaceId)
    .where("action_request.session_id", "=", sessionId)
    .orderBy("action_request.requested_at")
    .orderBy("action_request.id")
    .limit(100)
    .execute()
  return rows.map((row) => toCustomerRequest(row, now))
}

/** Which requests a list shows; together all that there are, each in one. */
function isShown(shown: RequestsShown) {
  const isOpen = sql`action_request.state in ('asked', 'sending', 'unknown')`
  switch (shown) {
    case "waiting":
      return sql<boolean>`${isOpen} and action_request.person_called_at is not null`
    case "tried":
      return sql<boolean>`${isOpen} and action_request.person_called_at is null`
    case "refused":
      return sql<boolean>`action_request.state = 'refused'`
    case "done":
      return sql<boolean>`action_request.state in ('applied', 'scheduled')`
  }
}

const requestsOf = (db: Db, workspaceId: string) =>
  db
    .selectFrom("action_request")
    .leftJoin("session", (join) =>
      join.on("session.workspace_id", "=", workspaceId).onRef("session.id", "=", "action_request.session_id"),
    )
    .selectAll("action_request")
    .select(["session.customer_email", "session.id as found_session_id"])
    .where("action_request.workspace_id", "=", workspaceId)

type ListedRow = Awaited<ReturnType<ReturnType<typeof requestsOf>["executeTakeFirstOrThrow"]>>

const timeOf = (at: Date | null) => at?.toISOString() ?? null

function toCustomerRequest(row: ListedRow, now: Date): CustomerRequest {
  const { settled_by_kind: kind, settled_by_name: name, settled_at } = row
  const undoUntil = kind === "person" && settled_at !== null ? new Date(settled_at.getTime() + undoMs) : null
  return {
    id: row.id,
    sessionId: row.found_session_id,
    mode: row.mode,
    customer: { id: row.customer_id, email: row.customer_email },
    subscriptionId: row.subscription_id,
    action: row.action,
    terms: { ...row.body },
    state: row.state,
    isForPerson: row.person_called_at !== null,
    requestedAt: row.requested_at.toISOString(),
    nextTryAt: timeOf(row.try_again_at ?? row.ask_again_at),
    lastError: row.last_error,
    settledAt: timeOf(settled_at),
    scheduledFor: timeOf(row.scheduled_for),
    reason: row.reason,
    settledBy: kind === null ? null : { kind, name: name ?? "" },
    note: row.note,
    undoUntil: undoUntil !== null && undoUntil > now ? undoUntil.toISOString() : null,
  }
}
