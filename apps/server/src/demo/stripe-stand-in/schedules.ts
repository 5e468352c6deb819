import type Stripe from "stripe"
import { prorationBehaviors, readPrice } from "./change-items.ts"
import { markCancellation } from "./end-subscription.ts"
import { copySubscription, periodOf } from "./make-subscription.ts"
import { addIntervals } from "./periods.ts"
import type { Params } from "./read-params.ts"
import { pauseWhereDue, setPauses } from "./schedule-pauses.ts"
import { scheduleOf } from "./schedule-phases.ts"
import { missing, refuse } from "./stripe-refusal.ts"
import { tell } from "./tell.ts"
import { idOf, newId, type World } from "./world.ts"

type Schedule = Stripe.SubscriptionSchedule
type Phase = Stripe.SubscriptionSchedule.Phase

const intervals = ["day", "week", "month", "year"] as const

function makePhase(
  items: readonly { price: string; quantity: number }[],
  period: { start: number; end: number },
  currency: string,
): Phase {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    end_date: period.end,
    invoice_settings: null,
    items: items.map(({ price, quantity }) => ({
      billing_thresholds: null,
      discounts: [],
      metadata: {},
      plan: price,
      price,
      quantity,
      tax_rates: [],
    })),
    metadata: {},
    on_behalf_of: null,
    proration_behavior: "create_prorations",
    start_date: period.start,
    transfer_data: null,
    trial_end: null,
  }
}

/** Puts a running subscription under a schedule: its present period is the first phase. */
export function createSchedule(world: World, said: Params): Schedule {
  const subscriptionId = said.requiredText("from_subscription")
  // with `from_subscription` Stripe takes nothing but pauses: phases are put in by an update
  said.accept(["from_subscription", "pause_schedules"])
  const before = world.subscriptions.get(subscriptionId)
  if (!before) throw missing("subscription", subscriptionId, "from_subscription")
  if (before.schedule !== null) {
    throw refuse(
      `You cannot migrate a subscription that is already attached to a schedule: \`${idOf(before.schedule)}\`.`,
    )
  }
  if (before.status === "canceled") throw refuse("You cannot migrate a subscription that is canceled.")
  const now = world.clock.now()
  const period = periodOf(before)
  const phase = makePhase(
    before.items.data.map(({ price, quantity = 1 }) => ({ price: price.id, quantity })),
    period,
    before.currency,
  )
  const schedule: Schedule = {
    id: newId("sub_sched"),
    object: "subscription_schedule",
    application: null,
    billing_mode: before.billing_mode,
    canceled_at: null,
    completed_at: null,
    created: now,
    current_phase: { start_date: period.start, end_date: period.end },
    customer: before.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      billing_cycle_anchor: "automatic",
      billing_thresholds: null,
      collection_method: "charge_automatically",
      default_payment_method: null,
      description: null,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: "self" },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: before.cancel_at === null ? "release" : "cancel",
    livemode: world.livemode,
    metadata: {},
    pause_schedules: [],
    phases: [phase],
    released_at: null,
    released_subscription: null,
    status: "active",
    subscription: before.id,
    test_clock: null,
  }
  setPauses(world, schedule, before, said)
  world.schedules.set(schedule.id, schedule)
  const subscription = copySubscription(before)
  subscription.schedule = schedule.id
  world.subscriptions.set(subscription.id, subscription)
  tell(world, "subscription_schedule.created", schedule)
  tell(world, "customer.subscription.updated", subscription, before)
  pauseWhereDue(world, schedule)
  return schedule
}

/** Changes a schedule's phases, its pauses, and what becomes of the subscription at its end. */
export function updateSchedule(world: World, schedule: Schedule, said: Params): Schedule {
  said.accept(["end_behavior", "metadata", "pause_schedules", "phases", "proration_behavior"])
  refuseEnded(schedule)
  const before = schedule.subscription && world.subscriptions.get(idOf(schedule.subscription))
  if (!before) throw refuse("The schedule has no subscription.")
  const earlier: Schedule = { ...schedule }
  const next: Schedule = { ...schedule }
  const phases = said.list("phases")
  if (phases) next.phases = readPhases(world, schedule, before, phases)
  if (said.has("metadata")) next.metadata = said.metadata(schedule.metadata ?? {})
  next.end_behavior = said.oneOf("end_behavior", ["cancel", "release"]) ?? schedule.end_behavior
  setPauses(world, next, before, said)
  const [current] = next.phases
  const isCurrent = current && current.start_date <= world.clock.now()
  next.current_phase = isCurrent ? { start_date: current.start_date, end_date: current.end_date } : null
  Object.assign(schedule, next)
  tell(world, "subscription_schedule.updated", schedule, earlier)
  followEnd(world, schedule, before)
  pauseWhereDue(world, schedule)
  return schedule
}

/** A schedule that cancels at its end says so on the subscription, too. */
function followEnd(world: World, schedule: Schedule, before: Stripe.Subscription): void {
  const end = schedule.end_behavior === "cancel" ? (schedule.phases.at(-1)?.end_date ?? null) : null
  if (end === before.cancel_at) return
  const subscription = copySubscription(before)
  subscription.cancel_at = end
  subscription.cancel_at_period_end = false
  markCancellation(subscription, end === null ? null : "cancellation_requested", world.clock.now())
  world.subscriptions.set(subscription.id, subscription)
  tell(world, "customer.subscription.updated", subscription, before)
}

function readPhases(
  world: World,
  schedule: Schedule,
  subscription: Stripe.Subscription,
  said: readonly Params[],
): Phase[] {
  const currentStart = schedule.current_phase?.start_date
  let start = currentStart
  return said.map((each, index) => {
    each.accept(["duration", "end_date", "items", "metadata", "proration_behavior", "start_date"])
    const items = each.list("items") ?? []
    if (items.length === 0) {
      throw refuse(`Missing required param: ${each.nameOf("items")}.`, { code: "parameter_missing" })
    }
    const from = each.integer("start_date") ?? start
    if (from === undefined || (index === 0 && from !== currentStart)) {
      throw refuse("You can not modify the start date of the current phase.", {
        param: each.nameOf("start_date"),
      })
    }
    const duration = each.within("duration")
    const length = duration && {
      interval: duration.oneOf("interval", intervals) ?? "month",
      count: duration.integer("interval_count") ?? 1,
    }
    const end =
      each.integer("end_date") ?? (length ? addIntervals(from, length.interval, length.count) : undefined)
    if (end === undefined) {
      throw refuse(`You must set \`end_date\` or \`duration\` on phase ${index}.`, {
        param: each.nameOf("end_date"),
      })
    }
    if (end <= from) {
      throw refuse("The subscription schedule's phase must end after it starts.", {
        param: each.nameOf("end_date"),
      })
    }
    start = end
    const priced = items.map((item) => {
      item.accept(["price", "quantity", "metadata"])
      return {
        price: readPrice(world, item, subscription.currency).id,
        quantity: item.integer("quantity") ?? 1,
      }
    })
    const phase = makePhase(priced, { start: from, end }, subscription.currency)
    phase.metadata = each.metadata({})
    phase.proration_behavior = each.oneOf("proration_behavior", prorationBehaviors) ?? "create_prorations"
    return phase
  })
}

function refuseEnded(schedule: Schedule): void {
  if (schedule.status === "active" || schedule.status === "not_started") return
  throw refuse(
    `You cannot update a subscription schedule that is currently in the \`${schedule.status}\` status. It must be in one of: \`not_started\`, \`active\`.`,
  )
}

/** Lets the subscription go on without its schedule, as it is now. */
export function releaseSchedule(
  world: World,
  schedule: Schedule,
  { keepsEnd = false, isOver = false } = {},
): Schedule {
  refuseEnded(schedule)
  const now = world.clock.now()
  const before = schedule.subscription && world.subscriptions.get(idOf(schedule.subscription))
  schedule.status = isOver ? "completed" : "released"
  if (isOver) schedule.completed_at = now
  else schedule.released_at = now
  schedule.released_subscription = schedule.subscription ? idOf(schedule.subscription) : null
  schedule.subscription = null
  schedule.current_phase = null
  tell(world, isOver ? "subscription_schedule.completed" : "subscription_schedule.released", schedule)
  if (before && scheduleOf(world, before) === schedule) {
    const subscription = copySubscription(before)
    subscription.schedule = null
    if (!keepsEnd && subscription.cancel_at !== null) {
      subscription.cancel_at = null
      markCancellation(subscription, null, now)
    }
    world.subscriptions.set(subscription.id, subscription)
    tell(world, "customer.subscription.updated", subscription, before)
  }
  return schedule
}
