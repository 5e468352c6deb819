import type Stripe from "stripe"
import type { RequestOutcome } from "../../provider.ts"
import { idOf } from "../id-of.ts"
import { markedWith } from "../marks.ts"
import { hasEnded, refused } from "../own-subscription.ts"
import { applied, type Plan, type PlannedAct } from "./plan.ts"

/** Ends a pause before its day, of whichever of the two kinds it is and whoever began it. */
export async function planResumption(stripe: Stripe, subscription: Stripe.Subscription): Promise<Plan> {
  if (hasEnded(subscription)) return refused("Your subscription has ended.")
  const { id: subscriptionId, status, schedule, pause_collection: pause } = subscription
  if (status === "paused" && schedule !== null) return planEarlyEnd(stripe, idOf(schedule))
  if (status === "paused")
    return planned(async (_id, once) => {
      // it runs again also where the payment of the new period fails, and is then unpaid
      await once("", (options) =>
        stripe.subscriptions.resume(
          subscriptionId,
          { payment_behavior: "resume_on_payment_attempt" },
          options,
        ),
      )
      return applied
    })
  return planned(async (id, once) => {
    if (!pause) return applied
    const change = { pause_collection: "" as const, metadata: markedWith(subscription, id) }
    await once("", (options) => stripe.subscriptions.update(subscriptionId, change, options))
    return applied
  })
}

/** A pause that a schedule has planned is ended by that schedule, which would go on planning its end otherwise. */
async function planEarlyEnd(stripe: Stripe, scheduleId: string): Promise<Plan> {
  const { pause_schedules: pauses } = await stripe.subscriptionSchedules.retrieve(scheduleId)
  const running = pauses.find(({ pause }) => pause.status.type === "succeeded")
  if (!running) return refused("The billing of your subscription does not allow to end this pause.")
  const change = {
    pause_schedules: [
      {
        key: running.key,
        resume: {
          resume_at: { type: "now" },
          settings: { payment_behavior: "resume_on_payment_attempt" },
        },
      },
    ],
  }
  return planned(async (_id, once) => {
    await once("", (options) => stripe.subscriptionSchedules.update(scheduleId, change, options))
    return applied
  })
}

const planned = (send: PlannedAct["send"]): PlannedAct => ({
  kind: "planned",
  send,
  effects: { invoice: null, chargedAt: null, accessUntil: null },
})

/**
 * A subscription that is not paused any more goes on, whoever resumed it: that is all that was asked. null where it was not
 * carried out.
 */
export function standingOfResumption(subscription: Stripe.Subscription): RequestOutcome | null {
  if (hasEnded(subscription)) return null
  return subscription.status === "paused" || subscription.pause_collection ? null : applied
}
