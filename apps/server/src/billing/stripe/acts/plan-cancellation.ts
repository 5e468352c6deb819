import type Stripe from "stripe"
import type { CancellationReason, RequestOutcome } from "../../provider.ts"
import { idOf } from "../id-of.ts"
import { isMarked, markedWith } from "../marks.ts"
import { hasEnded, periodEnd } from "../own-subscription.ts"
import { fromSeconds } from "../seconds.ts"
import type { StripeSettings } from "../stripe-settings.ts"
import { phaseParams } from "./phase-params.ts"
import { applied, type PlannedAct, type SendOnce } from "./plan.ts"

/** The end of a subscription, when the period that is paid for is over or at once, by its schedule where it has one. */
export function planCancellation(
  stripe: Stripe,
  subscription: Stripe.Subscription,
  reason: CancellationReason | null,
  settings: StripeSettings,
  at: Date,
): PlannedAct {
  const isAtOnce = endsAtOnce(subscription, settings)
  const scheduleId = subscription.schedule && idOf(subscription.schedule)
  const details = reason && { cancellation_details: { comment: commentOf(reason) } }
  const send = async (id: string, once: SendOnce): Promise<RequestOutcome> => {
    if (scheduleId !== null)
      return cancelBySchedule(stripe, subscription, scheduleId, details, isAtOnce, id, once)
    if (isAtOnce) {
      await once("", (options) => stripe.subscriptions.cancel(subscription.id, { ...details }, options))
      return applied
    }
    const change = { cancel_at_period_end: true, ...details, metadata: markedWith(subscription, id) }
    const changed = await once("", (options) => stripe.subscriptions.update(subscription.id, change, options))
    return { kind: "scheduled", at: fromSeconds(changed.cancel_at ?? periodEnd(changed)) }
  }
  return {
    kind: "planned",
    send,
    effects: {
      invoice: null,
      chargedAt: null,
      accessUntil: isAtOnce ? at : fromSeconds(periodEnd(subscription)),
    },
  }
}

/** One that rests, or that was never paid, has no period that comes to an end. */
const endsAtOnce = ({ status }: Stripe.Subscription, { cancelAt }: StripeSettings): boolean =>
  cancelAt === "now" || status === "paused" || status === "incomplete"

/**
 * How a subscription stands that is to be cancelled; null where it goes on.
 * @param id of the request, which may have been carried out under other settings
 */
export function standingOfCancellation(
  subscription: Stripe.Subscription,
  settings: StripeSettings,
  id: string,
): RequestOutcome | null {
  if (hasEnded(subscription)) return applied
  const { cancel_at, cancel_at_period_end } = subscription
  const paidUntil = periodEnd(subscription)
  if (cancel_at === null && !cancel_at_period_end) return null
  const endsAt = cancel_at ?? paidUntil
  const isOurs = isMarked(subscription, id)
  // what the company planned for a later day, or somebody for the period's end, is not what is asked now
  const isEnough = !endsAtOnce(subscription, settings) && endsAt <= paidUntil
  return isOurs || isEnough ? { kind: "scheduled", at: fromSeconds(endsAt) } : null
}

/** Stripe refuses to cancel beside a schedule. */
async function cancelBySchedule(
  stripe: Stripe,
  subscription: Stripe.Subscription,
  scheduleId: string,
  details: { cancellation_details: { comment: string } } | null,
  isAtOnce: boolean,
  id: string,
  once: SendOnce,
): Promise<RequestOutcome> {
  const explain = () =>
    // the end stands without it, and a schedule takes no reason
    once("details", (options) =>
      stripe.subscriptions.update(
        subscription.id,
        { ...details, metadata: markedWith(subscription, id) },
        options,
      ),
    ).catch(() => {})
  if (isAtOnce) {
    const atOnce = { invoice_now: false, prorate: false }
    await once("", (options) => stripe.subscriptionSchedules.cancel(scheduleId, atOnce, options))
    await explain()
    return applied
  }
  const schedule = await stripe.subscriptionSchedules.retrieve(scheduleId)
  const paidUntil = periodEnd(subscription)
  const current = runningPhase(schedule)
  const change = {
    // whatever it planned after the end falls away
    phases: [{ ...phaseParams(current), end_date: paidUntil }],
    end_behavior: "cancel" as const,
    proration_behavior: "none" as const,
    metadata: markedWith(schedule, id),
  }
  await once("", (options) => stripe.subscriptionSchedules.update(scheduleId, change, options))
  await explain()
  return { kind: "scheduled", at: fromSeconds(paidUntil) }
}

function runningPhase({
  id,
  phases,
  current_phase,
}: Stripe.SubscriptionSchedule): Stripe.SubscriptionSchedule.Phase {
  const running = phases.find(({ start_date }) => start_date === current_phase?.start_date) ?? phases[0]
  if (!running) throw new Error(`Stripe says that the schedule ${id} has no phase`)
  return running
}

const mostCharacters = 1000

/** What the customer chose and wrote, a line each. */
function commentOf({ choice, followup, feedback }: CancellationReason): string {
  const lines = [choice, followup, feedback].flatMap((text) => text?.trim() || [])
  const comment = lines.join("\n").toWellFormed()
  return comment.length > mostCharacters ? `${comment.slice(0, mostCharacters - 1).toWellFormed()}…` : comment
}
