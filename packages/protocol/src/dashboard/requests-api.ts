import type { FlowAction, Mode, RequestState } from "../words.ts"

/** What customers asked of the company's billing. Times are ISO 8601 in UTC. */

/**
 * `waiting` for a person of the company · `tried`: on their way, Holdfast sees to them · `refused` · `done`: applied, or
 * planned for a day. Each request is in one of them.
 */
export const requestsShown = ["waiting", "tried", "refused", "done"] as const
export type RequestsShown = (typeof requestsShown)[number]

export interface CustomerRequest {
  id: string
  /** null where it belongs to none, or the session is gone. */
  sessionId: string | null
  mode: Mode
  customer: { id: string; email: string | null }
  subscriptionId: string | null
  action: FlowAction
  /** What exactly was asked, such as `{ "duration": 2, "interval": "month" }`. */
  terms: Record<string, unknown>
  state: RequestState
  /** A person of the company was called for it. Until it is settled it waits for them. */
  isForPerson: boolean
  requestedAt: string
  /** When Holdfast next tries it, or asks what became of it. */
  nextTryAt: string | null
  /** Why the last try did not work. */
  lastError: string | null
  settledAt: string | null
  /** With `scheduled`: the day for which it is planned. */
  scheduledFor: string | null
  /** With `refused`: why. */
  reason: string | null
  /** Who said what became of it, by what they were called then; null where the billing itself did. */
  settledBy: { kind: "person" | "key"; name: string } | null
  note: string | null
  /** Until then what a person said can be taken back; null where it cannot. */
  undoUntil: string | null
}

/**
 * `GET /api/workspaces/:appId/requests?show=waiting&mode=live&before=&size=`: those that wait with the oldest first, all
 * others with the newest first.
 */
export interface RequestsPage {
  requests: CustomerRequest[]
  /** Pass as `before` for the next page; null at the end. */
  next: string | null
}

/** `GET /api/workspaces/:appId/requests/waiting?mode=live`. */
export interface WaitingRequests {
  waiting: number
}

/** Of a note, and of the reason of a refusal. */
export const longestNote = 2000

/**
 * `POST /api/workspaces/:appId/requests/:requestId/settle`, answered by the request. What could not be done needs a note,
 * which becomes its reason. `POST …/reopen` takes back what a person said, for a day.
 */
export interface SettleRequest {
  result: "applied" | "refused"
  note?: string
}
