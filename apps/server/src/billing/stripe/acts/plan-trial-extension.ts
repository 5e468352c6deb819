import type Stripe from "stripe"
import { markedWith } from "../marks.ts"
import { refused } from "../own-subscription.ts"
import { fromSeconds } from "../seconds.ts"
import { applied, type Plan, refusalOfEnding, refusalOfSchedule } from "./plan.ts"

const daySeconds = 86_400
/** Stripe's own limit is two years. */
const mostDays = 730

/** More days of a trial that runs. A paid subscription would become a trial by it, with the days that were paid for lost. */
export function planTrialExtension(stripe: Stripe, subscription: Stripe.Subscription, days: number): Plan {
  const refusal = refusalOfEnding(subscription) ?? refusalOfSchedule(subscription)
  if (refusal) return refusal
  const { id: subscriptionId, status, trial_end } = subscription
  if (status !== "trialing" || trial_end === null)
    return refused("Only a trial can be extended, and yours is over.")
  if (!Number.isInteger(days) || days < 1 || days > mostDays)
    return refused(`A trial is extended by 1 to ${mostDays} whole days.`)
  const until = trial_end + days * daySeconds
  // the billing cycle begins when the trial ends
  const change = { trial_end: until, proration_behavior: "none" } as const
  return {
    kind: "planned",
    send: async (id, once) => {
      const marked = { ...change, metadata: markedWith(subscription, id) }
      await once("", (options) => stripe.subscriptions.update(subscriptionId, marked, options))
      return applied
    },
    effects: {
      invoice: { subscription: subscriptionId, subscription_details: change },
      chargedAt: fromSeconds(until),
      accessUntil: null,
    },
  }
}
