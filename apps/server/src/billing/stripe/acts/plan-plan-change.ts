import type Stripe from "stripe"
import { markedWith } from "../marks.ts"
import { periodEnd, type Refused, refused } from "../own-subscription.ts"
import { fromSeconds, toSeconds } from "../seconds.ts"
import { isMissing } from "../stripe-errors.ts"
import type { StripeSettings } from "../stripe-settings.ts"
import { phaseParams } from "./phase-params.ts"
import { applied, type Plan, refusalOfEnding, refusalOfSchedule, type SendOnce } from "./plan.ts"

/** Another price in place of the present one, at once or when the period that is paid for ends. */
export async function planPlanChange(
  stripe: Stripe,
  subscription: Stripe.Subscription,
  priceId: string,
  settings: StripeSettings,
  at: Date,
): Promise<Plan> {
  const refusal = refusalOfEnding(subscription) ?? refusalOfSchedule(subscription)
  if (refusal) return refusal
  if (subscription.status === "paused" || subscription.pause_collection)
    return refused("Your subscription is paused. Its plan can be changed when the pause is over.")
  const [item, another] = subscription.items.data
  if (!item || another)
    return refused("Your subscription has several parts, and its plan cannot be changed here.")
  if (item.price.id === priceId) return refused("You have this plan already.")
  const price = await findPrice(stripe, priceId, subscription.currency)
  if ("kind" in price) return price
  const change: Change = { item, price, at, settings }
  return settings.changePlanAt === "now"
    ? planNow(stripe, subscription, change)
    : planLater(stripe, subscription, change)
}

interface Change {
  item: Stripe.SubscriptionItem
  price: Stripe.Price
  at: Date
  settings: StripeSettings
}

/** A price in place of another has the quantity 1 unless one is sent; one that is metered takes none. */
const quantityFor = ({ recurring }: Stripe.Price, { quantity }: { quantity?: number }) =>
  recurring?.usage_type === "metered" || quantity === undefined ? {} : { quantity }

function planNow(
  stripe: Stripe,
  subscription: Stripe.Subscription,
  { item, price, at, settings }: Change,
): Plan {
  const { id: subscriptionId, collection_method } = subscription
  const { proration } = settings
  // the moment that the customer was told the difference for; a renewal in between leaves nothing of it
  const asked = toSeconds(at)
  const isInPeriod = asked >= item.current_period_start && asked < item.current_period_end
  const details = {
    items: [{ id: item.id, price: price.id, ...quantityFor(price, item) }],
    proration_behavior: proration,
    ...(proration !== "none" && isInPeriod && { proration_date: asked }),
  }
  return {
    kind: "planned",
    send: async (id, once) => {
      const change = {
        ...details,
        // else a payment that fails would leave the new plan with an open invoice, or a change that comes hours later
        ...(collection_method === "charge_automatically" && {
          payment_behavior: "error_if_incomplete" as const,
        }),
        metadata: markedWith(subscription, id),
      }
      await once("", (options) => stripe.subscriptions.update(subscriptionId, change, options))
      return applied
    },
    effects: {
      invoice: { subscription: subscriptionId, subscription_details: details },
      chargedAt: proration === "always_invoice" ? at : null,
      accessUntil: null,
    },
  }
}

/**
 * Only a schedule can plan another price for a day. It is made from the subscription first, and a second call writes the new
 * phase; between the two it says what holds anyway.
 */
function planLater(stripe: Stripe, subscription: Stripe.Subscription, { item, price }: Change): Plan {
  const { id: subscriptionId } = subscription
  return {
    kind: "planned",
    send: async (id, once) => {
      const schedule = await once("schedule", (options) =>
        stripe.subscriptionSchedules.create({ from_subscription: subscriptionId }, options),
      )
      const current = schedule.phases.at(-1)
      if (!current) throw new Error(`Stripe made the schedule ${schedule.id} without a phase`)
      const change = { phases: [phaseParams(current), nextPhase(current, price, id)], ...endOf(schedule, id) }
      await sendOrRelease(stripe, schedule.id, once, change)
      return { kind: "scheduled", at: fromSeconds(current.end_date) }
    },
    effects: {
      invoice: {
        subscription: subscriptionId,
        subscription_details: {
          items: [{ id: item.id, price: price.id, ...quantityFor(price, item) }],
          proration_behavior: "none",
        },
      },
      chargedAt: fromSeconds(periodEnd(subscription)),
      accessUntil: null,
    },
  }
}

/** When its last phase is over, the subscription goes on by itself. */
const endOf = (schedule: Stripe.SubscriptionSchedule, id: string) => ({
  end_behavior: "release" as const,
  proration_behavior: "none" as const,
  metadata: markedWith(schedule, id),
})

/** A period of the new price. Its metadata is written to the subscription when it begins, and the schedule is gone after it. */
function nextPhase(
  current: Stripe.SubscriptionSchedule.Phase,
  price: Stripe.Price,
  id: string,
): Stripe.SubscriptionScheduleUpdateParams.Phase {
  const { start_date, end_date, trial_end, items, ...kept } = phaseParams(current)
  const { interval = "month", interval_count } = price.recurring ?? {}
  const [{ quantity } = {}] = current.items
  return {
    ...kept,
    items: [{ price: price.id, ...quantityFor(price, { ...(quantity !== undefined && { quantity }) }) }],
    duration: { interval, ...(interval_count !== undefined && { interval_count }) },
    proration_behavior: "none",
    metadata: { ...kept.metadata, ...markedWith(current, id) },
  }
}

/** A schedule that was made for nothing would be in the way of a cancellation. */
async function sendOrRelease(
  stripe: Stripe,
  scheduleId: string,
  once: SendOnce,
  change: Stripe.SubscriptionScheduleUpdateParams,
): Promise<void> {
  try {
    await once("", (options) => stripe.subscriptionSchedules.update(scheduleId, change, options))
  } catch (error) {
    await once("release", (options) => stripe.subscriptionSchedules.release(scheduleId, {}, options)).catch(
      () => {},
    )
    throw error
  }
}

async function findPrice(stripe: Stripe, priceId: string, currency: string): Promise<Stripe.Price | Refused> {
  try {
    const price = await stripe.prices.retrieve(priceId, { expand: ["currency_options"] })
    if (!price.active || !price.recurring) return refused("This plan is not available any more.")
    return price.currency === currency || Object.hasOwn(price.currency_options ?? {}, currency)
      ? price
      : refused(`This plan is not available in ${currency.toUpperCase()}, in which you are billed.`)
  } catch (error) {
    if (isMissing(error)) return refused("This plan is not available any more.")
    throw error
  }
}
