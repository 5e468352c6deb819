import type { FlowAction, Mode } from "../words.ts"

/** Webhooks: what Holdfast tells servers of the company. Times are ISO 8601 in UTC. */

/**
 * `session`: a customer completed a session, or left it · `session.updated`: a completed one changed afterwards ·
 * `action.requested`: the server is to carry out what a customer asked for, and answers what became of it ·
 * `request.settled`: what became of a request · `flow.published`: a version of a flow went live, in whatever mode · `alert`: an alert began, or is over.
 */
export const webhookEvents = [
  "session",
  "session.updated",
  "action.requested",
  "request.settled",
  "flow.published",
  "alert",
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** The event of a test delivery; no endpoint subscribes to it. */
export type DeliveredEvent = WebhookEvent | "test"

/**
 * `on` · `off`: a person turned it off · `failed`: it was turned off after five days in which no delivery arrived. What
 * happens while it is not on is kept as `held`, and sent when somebody asks for it.
 */
export const webhookStates = ["on", "off", "failed"] as const
export type WebhookState = (typeof webhookStates)[number]

export interface WebhookEndpoint {
  id: string
  url: string
  /** What it is for, in the words of the people; may be empty. */
  description: string
  /** In which modes it is told of what happens. */
  modes: Mode[]
  events: WebhookEvent[]
  /** What it carries out, where `action.requested` is among its events. */
  actions: FlowAction[]
  state: WebhookState
  /** Since when no delivery arrived; null while they arrive. Tests and what is sent again do not count. */
  failingSince: string | null
  /** When it was turned off, by a person or after five days of failure; null while it is on, and where nobody wrote it down. */
  offSince: string | null
  lastDeliveredAt: string | null
  /** How many deliveries of the last 7 days arrived, without tests. */
  deliveredIn7Days: number
  /** How many deliveries wait for their first or next try. */
  waiting: number
  /** Until when deliveries are signed with the replaced secret as well; null where none is being replaced. */
  oldSecretEndsAt: string | null
  createdAt: string
}

/** `GET /api/workspaces/:appId/webhooks`: the oldest first. */
export interface WebhookEndpoints {
  endpoints: WebhookEndpoint[]
  /** Addresses of the operator's own network, and http, are allowed (`HOLDFAST_WEBHOOK_PRIVATE`). */
  allowsPrivate: boolean
}

/** Of a workspace. */
export const mostWebhookEndpoints = 20
export const longestWebhookUrl = 2000
export const longestWebhookDescription = 200

/** `POST /api/workspaces/:appId/webhooks`, answered 201 by a `WebhookWithSecret`. */
export interface NewWebhookEndpoint {
  url: string
  description?: string
  /** At least one. */
  modes: Mode[]
  /** At least one. */
  events: WebhookEvent[]
  /** All actions unless given. */
  actions?: FlowAction[]
}

/**
 * `PATCH /api/workspaces/:appId/webhooks/:endpointId`, answered by the `WebhookEndpoint`. `state: "off"` turns it off;
 * `POST …/:endpointId/enable` turns one on again, whoever turned it off. `DELETE …/:endpointId` (204) takes its
 * deliveries along.
 */
export type WebhookEndpointChange = Partial<NewWebhookEndpoint> & { state?: "off" }

/** The secret is shown this once. `POST …/:endpointId/rotate` answers one too: the old secret signs along for 24 hours. */
export interface WebhookWithSecret {
  endpoint: WebhookEndpoint
  /** `whsec_` and base64. */
  secret: string
}

/**
 * `waiting` for its first or next try · `delivered` · `failed`: it is not tried any more · `held`: it happened while the
 * endpoint was off, and was not sent.
 */
export const deliveryStates = ["waiting", "delivered", "failed", "held"] as const
export type DeliveryState = (typeof deliveryStates)[number]

export interface WebhookDelivery {
  /** Travels as `webhook-id`, the same in every try. */
  id: string
  endpointId: string
  event: DeliveredEvent
  /** null of an event that has no mode. */
  mode: Mode | null
  sessionId: string | null
  /** The session's number of this change: of two deliveries of a session the higher one is the newer. */
  sequence: number | null
  state: DeliveryState
  /** How often it was sent, by the server or by people. */
  tries: number
  createdAt: string
  /** While it is `waiting`. */
  nextTryAt: string | null
  deliveredAt: string | null
  /** Of the last try: the status of the answer, null where none came. */
  lastStatus: number | null
  /** Of the last try: why it did not arrive, in a sentence. */
  lastError: string | null
}

/** `GET …/:endpointId/deliveries?state=failed&before=&size=`, the newest first. They are kept for 30 days. */
export interface WebhookDeliveriesPage {
  deliveries: WebhookDelivery[]
  /** Pass as `before` for the next page; null at the end. */
  next: string | null
}

export interface WebhookTry {
  at: string
  durationMs: number
  /** The status of the answer; null where none came. */
  status: number | null
  /** The first 4 KB of the answer. */
  answer: string
  /** Why it did not arrive, in a sentence; null where it did. */
  error: string | null
  /** A person asked for it, or it was a test: it does not count for the endpoint's health. */
  isReplay: boolean
}

/**
 * `GET /api/workspaces/:appId/webhooks/deliveries/:deliveryId`. `POST …/deliveries/:deliveryId/resend` has it sent once
 * more, answered 202 by the `WebhookDelivery`; so does `POST …/:endpointId/test`, which makes a test event.
 */
export interface WebhookDeliveryDetail extends WebhookDelivery {
  /** The body as it is sent; null where it was taken away along with its session. */
  payload: string | null
  /** The oldest first. */
  triesMade: WebhookTry[]
}

/** `POST …/:endpointId/resend-since`, answered 202: has sent again what was made at `since` or after. */
export interface ResendSince {
  since: string
  /** Also what was delivered; else only what failed or was held. */
  includesDelivered?: boolean
}
export interface ResendSinceAnswer {
  /** How many deliveries are on their way again. */
  resent: number
}
