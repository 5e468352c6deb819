import type Stripe from "stripe"
import type { RequestOutcome } from "../../provider.ts"
import { hasEnded, periodEnd, type Refused, refused } from "../own-subscription.ts"
import { dayOf } from "../seconds.ts"

/** Sends one call of a request under its idempotency key. @param step tells the calls of a request apart; "" for the only one */
export type SendOnce = <T>(
  step: string,
  send: (options: { idempotencyKey: string }) => Promise<T>,
) => Promise<T>

/** What is decided of an act before anything is sent. Making it changes nothing at Stripe. */
export type Plan = PlannedAct | Refused

export interface PlannedAct {
  kind: "planned"
  /** @param id of the request: it is written into the metadata of what it changes */
  send: (id: string, once: SendOnce) => Promise<RequestOutcome>
  effects: ActEffects
}

/** What is asked for a preview. */
export interface ActEffects {
  /** How the next invoice is asked for; null where none is to come. */
  invoice: Stripe.InvoiceCreatePreviewParams | null
  /** When it is charged; null where the invoice says so itself. */
  chargedAt: Date | null
  /** null where access does not end. */
  accessUntil: Date | null
}

export const applied: RequestOutcome = { kind: "applied" }

/** Why nothing can be given on a subscription that does not go on; null where it does. */
export function refusalOfEnding(subscription: Stripe.Subscription): Refused | null {
  if (hasEnded(subscription)) return refused("Your subscription has ended.")
  const { status, cancel_at, cancel_at_period_end } = subscription
  if (status === "incomplete") return refused("The first payment of your subscription is still missing.")
  const paidUntil = periodEnd(subscription)
  // one that the company has limited to a later day goes on until then
  const isEnding = cancel_at_period_end || (cancel_at !== null && cancel_at <= paidUntil)
  return isEnding ? refused(`Your subscription is set to end on ${dayOf(cancel_at ?? paidUntil)}.`) : null
}

/** What a schedule plans for a subscription would overwrite what is changed beside it. */
export const refusalOfSchedule = ({ schedule }: Stripe.Subscription): Refused | null =>
  schedule === null ? null : refused("A change of your subscription is planned already.")
