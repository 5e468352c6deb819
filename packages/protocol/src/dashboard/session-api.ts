import type { BounceReason, Neighbour } from "../bounce-reason.ts"
import type { Blueprint } from "../flow/blueprint.ts"
import type { OutcomeReason } from "../flow/outcome-reason.ts"
import type { SegmentReason } from "../flow/segment-reason.ts"
import type { ShownOffer } from "../flow/shown-offers.ts"
import type { TimelineStep } from "../flow/timeline.ts"
import type { Price } from "../money.ts"
import type { Ignored } from "../schema/reading.ts"
import type { CustomerSnapshot, SessionFacts } from "../schema/session-facts.ts"
import type { Mode } from "../words.ts"
import type { Author } from "./flows-api.ts"
import type { CustomerRequest } from "./requests-api.ts"
import type { StreamRow } from "./stream-api.ts"

/** What the pages behind the Activity Stream read. Times are ISO 8601 in UTC; money is in minor units. */

/** `GET /api/workspaces/:appId/sessions/:id`. */
export interface SessionPage {
  row: StreamRow
  /** Everything that clients have reported, unknown fields included, as it came. */
  facts: SessionFacts
  /** Fields that clients reported and that could not be read as they came. */
  ignored: readonly Ignored[]
  /** How the session came in. */
  source: "widget" | "sdk" | "import" | "demo"
  updatedAt: string
  /** The version of the flow; null where its id is not one that this workspace has published. */
  flow: { version: number; publishedAt: string } | null
  timeline: TimelineStep[]
  offers: ShownOffer[]
  outcomeReason: OutcomeReason
  bounceReason: BounceReason
  /** Itself and the same customer's sessions within 24 hours, oldest first. */
  neighbours: Neighbour[]
  /** There are more of them than `neighbours` holds. */
  hasMoreNeighbours: boolean
  segmentReason: SegmentReason
  /** What the customer asked of the billing in it, oldest first, and what became of that. */
  requests: CustomerRequest[]
}

/** `GET /api/workspaces/:appId/flows/:blueprintId`. */
export interface FlowVersion {
  blueprint: Blueprint
  /** The newest version of the same flow; the same as `blueprint` where that is the one. */
  published: Blueprint
  /** Every version of the flow, newest first. */
  versions: { id: string; version: number; publishedAt: string; publishedBy: Author; note: string | null }[]
}

/**
 * `GET /api/workspaces/:appId/customers/:customerId?mode=live`. The id is written as `customerPathPart` says. 404 where
 * nobody of that id has a session in the mode, and where customer profiles are off.
 */
export interface CustomerProfile {
  customer: { id: string; email: string | null }
  mode: Mode
  totals: CustomerTotals
  /** What the newest session that told anything knows of the customer. */
  snapshot: { sessionId: string; at: string; customer: CustomerSnapshot } | null
  /** What the customer paid for, newest first: an entry for every change between the sessions of the list. */
  plans: PlanPeriod[]
  /** What the billing says, whatever the sessions say; null where it says nothing. */
  billing: CustomerBilling | null
  /** Newest first, at most `customerSessionsShown`. */
  sessions: StreamRow[]
}

/** How many of a customer's subscriptions a profile holds. */
export const customerSubscriptionsShown = 50

export interface CustomerBilling {
  /** Those that live first, and then the last that ended. */
  subscriptions: CustomerSubscription[]
  /** Since the newest session that a taken offer saved; null where nothing was paid or refunded since. */
  sinceSave: {
    sessionId: string
    savedAt: string
    invoices: number
    /** By currency, which are never added up. */
    paid: Price[]
    refunded: Price[]
  } | null
}

/** How a subscription stands, as the billing said at `asOf`. */
export interface CustomerSubscription {
  id: string
  /** Stripe, or a program of the company by the Data API. */
  toldBy: "stripe" | "api"
  status: "trial" | "active" | "unpaid" | "paused" | "ended"
  /** When it ends or ended. */
  endsAt: string | null
  resumesAt: string | null
  /** Who decided the end, where that is known. */
  endedBy: "customer" | "unpaid" | "disputed" | null
  /** It was ended or paused, and no session of the customer decided that. */
  isOutsideFlow: boolean
  asOf: string
}

/** How many of a customer's sessions a profile holds. */
export const customerSessionsShown = 500

export interface CustomerTotals {
  sessions: number
  /** Settled and not bounced: what numbers are made of. The next three add up to it. */
  valid: number
  canceled: number
  savedByOffer: number
  abandoned: number
  bounced: number
  open: number
  firstSeenAt: string
  lastSeenAt: string
}

export interface PlanPeriod {
  planId: string | null
  price: StreamRow["price"]
  billing: StreamRow["billing"]
  onTrial: boolean
  /** The first and the last session that saw it. */
  firstSeenAt: string
  lastSeenAt: string
}
