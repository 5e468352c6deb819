import type { DirectCustomer, DirectSubscription, OfferAction } from "@holdfast/protocol"
import type { BillingPermissionName } from "@holdfast/protocol/dashboard"
import type { BillingProvider, BillingRequest } from "./provider.ts"

/** What a billing system knows of a customer, in the words of the wire. */
export interface BillingFacts {
  customer: DirectCustomer
  /** The ones that ended, too; the one that the flow is about first. */
  subscriptions: readonly DirectSubscription[]
  /** When the billing system said so. */
  asOf: Date
}

/** Of the billing system's own shape, in which a receiver looks for more. */
export interface RawCustomer {
  id: string
  /** The ones that run. */
  subscriptions: { data: readonly { id: string }[] }
}

/** What an act would cost, and until when access would last. Amounts are minor units of the currency. */
export type ActPreview =
  | {
      kind: "allowed"
      /** The next invoice after the act; null where there is none. */
      nextCharge: { amountMinor: number; currency: string; at: Date } | null
      /** null where access does not end. */
      accessUntil: Date | null
    }
  /** The act would be refused. The reason can be told to the customer. */
  | { kind: "refused"; reason: string }

/** Who decided the end of a subscription: a customer, wherever they asked for it, or a payment that failed or was disputed. */
export type EndedBy = "customer" | "unpaid" | "disputed" | null

/** How a subscription stands, whatever way it came to stand so. */
export interface SubscriptionState {
  subscriptionId: string
  customerId: string
  status: "active" | "trial" | "paused" | "unpaid" | "ended"
  /** When it ends or ended; null where no end is planned. */
  endsAt: Date | null
  /** When a pause is over; null where it is not paused, or for an open time. */
  resumesAt: Date | null
  /** When its end or its pause was decided; null or absent where nobody says. */
  decidedAt?: Date | null
  /** Who decided the end; null or absent where nobody says, or no end is planned. */
  endedBy?: EndedBy
  asOf: Date
}

interface EventHead {
  /** The billing system's own id: an event that comes twice has it twice. */
  id: string
  at: Date
  customerId: string
  subscriptionId: string | null
}

/** What happened at a billing system. Events come twice, late, in any order, or not at all. */
export type BillingEvent = EventHead &
  (
    | {
        /** It says only that something changed: how it stands now is asked by `subscriptionState`. */ kind: "subscriptionChanged"
      }
    | {
        kind: "invoicePaid"
        amountMinor: number
        currency: string
        /** What discounts took off it; null or absent where nobody says. */
        discountMinor?: number | null
      }
    | { kind: "paymentFailed" | "refunded"; amountMinor: number; currency: string }
  )

/** What a delivery of a billing system turned out to be. */
export type ReadDelivery =
  | { kind: "event"; event: BillingEvent }
  /** Signed, and nothing that Holdfast keeps. */
  | { kind: "ignored"; type: string }
  /** Not signed by the billing system, or too old. The reason is a sentence. */
  | { kind: "unsigned"; reason: string }

/** Ids that offers name. */
export interface NamedTerms {
  coupons: readonly string[]
  prices: readonly string[]
}

/** An invoice of a subscription whose payment failed, or whose day has passed, and that is still open. */
export interface FailedPayment {
  subscriptionId: string
  /** When it was to be paid. */
  since: Date
  /** The billing system's own page on which its customer pays it; null where there is none. */
  payUrl: string | null
}

/** Something that an offer can name, with what tells it from others. */
export interface OfferTerm {
  id: string
  words: string
}

/** The billing system that a workspace has connected in one mode. */
export interface BillingSystem extends BillingProvider {
  readonly name: "stripe"
  /** What its key may not do; left out where nobody has looked. */
  readonly missing?: readonly BillingPermissionName[]
  /** What the embedding page carries out by handlers of its own, as people of the workspace say. */
  readonly pageActions?: readonly OfferAction[]
  /** null where it does not know the customer. */
  facts(customerId: string, signal: AbortSignal): Promise<BillingFacts | null>
  /** Of all subscriptions of a customer, the oldest first. One whose payment is still under way has not failed. */
  failedPayments(customerId: string, signal: AbortSignal): Promise<FailedPayment[]>
  /** The customer as the billing system itself writes them, for webhooks; null where it does not know them. */
  rawCustomer(customerId: string, signal: AbortSignal): Promise<RawCustomer | null>
  /** Which of these it does not know, or does not offer any more. */
  findUnknown(named: NamedTerms, signal: AbortSignal): Promise<NamedTerms>
  /** What an offer can name, the newest first, as far as a list goes that is read in a moment. */
  listTerms(kind: keyof NamedTerms, signal: AbortSignal): Promise<OfferTerm[]>
  /** Changes nothing. */
  preview(request: Omit<BillingRequest, "id" | "requestedAt">, signal: AbortSignal): Promise<ActPreview>
  readDelivery(headers: Readonly<Record<string, unknown>>, rawBody: Buffer): ReadDelivery
  /** Events from the oldest on. `cursor` null: from now on. */
  eventsSince(
    cursor: string | null,
    signal: AbortSignal,
  ): Promise<{ events: BillingEvent[]; cursor: string; hasMore: boolean }>
  /** null where it does not know the subscription. */
  subscriptionState(subscriptionId: string, signal: AbortSignal): Promise<SubscriptionState | null>
}
