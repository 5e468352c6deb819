import Stripe from "stripe"
import type { EndedBy, SubscriptionState } from "../../billing-system.ts"
import { untilAborted } from "../../until-aborted.ts"

/** How a subscription stands at Stripe now; null where Stripe does not know it. */
export async function subscriptionState(
  stripe: Stripe,
  subscriptionId: string,
  signal: AbortSignal,
): Promise<SubscriptionState | null> {
  // it is as of the moment of asking: what happens while Stripe answers may be in the answer or not
  const asOf = new Date()
  try {
    return stateOf(await untilAborted(() => stripe.subscriptions.retrieve(subscriptionId), signal), asOf)
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing")
      return null
    throw error
  }
}

/** How a subscription stands, in Holdfast's words. */
export function stateOf(subscription: Stripe.Subscription, asOf: Date): SubscriptionState {
  const { id, customer, pause_collection: pause, cancellation_details: cancellation } = subscription
  const status = statusOf(subscription)
  const endsAt = timeOf(subscription.ended_at ?? subscription.cancel_at ?? lastPeriodEnd(subscription))
  const isPaused = status === "paused"
  const pausedAt = timeOf(subscription.status_details?.paused?.transitioned_at ?? null)
  return {
    subscriptionId: id,
    customerId: typeof customer === "string" ? customer : customer.id,
    status,
    endsAt,
    resumesAt: isPaused ? timeOf(pause?.resumes_at ?? null) : null,
    decidedAt: endsAt ? timeOf(subscription.canceled_at) : isPaused ? pausedAt : null,
    endedBy: endsAt ? decider(cancellation?.reason ?? null) : null,
    asOf,
  }
}

function statusOf({ status, pause_collection: pause }: Stripe.Subscription): SubscriptionState["status"] {
  switch (status) {
    case "canceled":
    case "incomplete_expired":
      return "ended"
    case "past_due":
    case "unpaid":
    case "incomplete":
      return "unpaid"
    case "paused":
      return "paused"
    default:
      // with collection paused, Stripe goes on calling it active or trialing
      if (pause) return "paused"
      return status === "trialing" ? "trial" : "active"
  }
}

/** One that is cancelled at the period's end, of a version that does not write `cancel_at` beside that. */
function lastPeriodEnd({ cancel_at_period_end, items }: Stripe.Subscription): number | null {
  const ends = items.data.map(({ current_period_end }) => current_period_end)
  return cancel_at_period_end && ends.length > 0 ? Math.max(...ends) : null
}

function decider(reason: Stripe.Subscription.CancellationDetails.Reason | null): EndedBy {
  if (reason === "cancellation_requested") return "customer"
  if (reason === "payment_failed") return "unpaid"
  return reason === "payment_disputed" ? "disputed" : null
}

const timeOf = (seconds: number | null): Date | null => (seconds === null ? null : new Date(seconds * 1000))
