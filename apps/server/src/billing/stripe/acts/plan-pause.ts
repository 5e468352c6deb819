import type Stripe from "stripe"
import { addDuration } from "../add-duration.ts"
import { markedWith } from "../marks.ts"
import { periodEnd, refused } from "../own-subscription.ts"
import { dayOf, fromSeconds, toSeconds } from "../seconds.ts"
import type { StripeSettings } from "../stripe-settings.ts"
import { applied, type Plan, refusalOfEnding, refusalOfSchedule } from "./plan.ts"

const mostWeeks = 104
const mostMonths = 24

interface Pause {
  duration: number
  interval: "month" | "week"
}

/**
 * A pause from now on, which ends by itself.
 * @param at when it was asked: the pause is as long as the customer was told, however late it is carried out
 */
export function planPause(
  stripe: Stripe,
  subscription: Stripe.Subscription,
  { duration, interval }: Pause,
  settings: StripeSettings,
  at: Date,
): Plan {
  const refusal =
    refusalOfEnding(subscription) ?? refusalOfPaused(subscription) ?? refusalOfSchedule(subscription)
  if (refusal) return refusal
  const most = interval === "week" ? mostWeeks : mostMonths
  if (!Number.isInteger(duration) || duration < 1 || duration > most)
    return refused(`A pause takes 1 to ${most} whole ${interval}s.`)
  const until = addDuration(at, duration, interval)
  return settings.pauseMeaning === "service"
    ? planRest(stripe, subscription, until, at)
    : planUncollected(stripe, subscription, until, settings)
}

function refusalOfPaused({ status, pause_collection: pause }: Stripe.Subscription) {
  if (status === "paused") return refused("Your subscription is paused already.")
  if (!pause) return null
  const until = pause.resumes_at === null ? "" : ` until ${dayOf(pause.resumes_at)}`
  return refused(`Your subscription is paused already${until}.`)
}

/** The subscription goes on, with its access and its invoices, and nothing is collected. */
function planUncollected(
  stripe: Stripe,
  subscription: Stripe.Subscription,
  until: Date,
  { pauseInvoiceBehavior: behavior }: StripeSettings,
): Plan {
  const pause_collection = { behavior, resumes_at: toSeconds(until) }
  return {
    kind: "planned",
    send: async (id, once) => {
      const change = { pause_collection, metadata: markedWith(subscription, id) }
      await once("", (options) => stripe.subscriptions.update(subscription.id, change, options))
      return applied
    },
    effects: {
      invoice: { subscription: subscription.id },
      chargedAt: firstPeriodAfter(subscription, until),
      accessUntil: null,
    },
  }
}

/** Says which request a planned pause is of: a schedule that is made from a subscription takes no metadata. */
export const pauseKey = (requestId: string): string => `holdfast${requestId.replaceAll("-", "")}`

/**
 * The subscription itself rests, without access and without invoices, and the unused time is credited. Only a schedule can
 * resume it on a day: one call makes it from the subscription, pauses at once and plans the end.
 */
function planRest(stripe: Stripe, subscription: Stripe.Subscription, until: Date, at: Date): Plan {
  const { id: subscriptionId, billing_mode, collection_method, status } = subscription
  if (billing_mode.type !== "flexible" || collection_method !== "charge_automatically")
    return refused("The billing of your subscription does not allow a pause.")
  if (status !== "active")
    return refused(
      status === "trialing"
        ? "A trial cannot be paused."
        : "A subscription with an open payment cannot be paused.",
    )
  return {
    kind: "planned",
    send: async (id, once) => {
      const schedule = {
        from_subscription: subscriptionId,
        pause_schedules: [
          {
            key: pauseKey(id),
            pause: { pause_at: { type: "now" } },
            resume: { resume_at: { type: "timestamp", timestamp: toSeconds(until) } },
          },
        ],
      }
      await once("", (options) => stripe.subscriptionSchedules.create(schedule, options))
      return applied
    },
    effects: { invoice: { subscription: subscriptionId }, chargedAt: until, accessUntil: at },
  }
}

/** When an invoice is first collected after a pause. */
function firstPeriodAfter(subscription: Stripe.Subscription, until: Date): Date {
  const first = fromSeconds(periodEnd(subscription))
  const { interval, interval_count: count = 1 } = subscription.items.data[0]?.price.recurring ?? {}
  if (interval === undefined) return until
  const unit = interval === "month" || interval === "year" ? "month" : "week"
  const step = interval === "year" ? 12 * count : count
  // a plan of days is collected on the first day after it
  if (interval === "day") return until > first ? until : first
  for (let steps = 0; ; steps++) {
    const at = addDuration(first, steps * step, unit)
    if (at >= until) return at
  }
}
