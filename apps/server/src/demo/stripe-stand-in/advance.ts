import type Stripe from "stripe"
import { beginPeriod, billChange, billPeriod, startAnew } from "./bill-subscription.ts"
import { prorationBehaviors, replaceItems } from "./change-items.ts"
import { discountsAt, discountsOf, putDiscounts } from "./discounts.ts"
import { endSubscription } from "./end-subscription.ts"
import { retryInvoice, subscriptionOfInvoice, voidInvoice } from "./issue-invoice.ts"
import { copySubscription, periodOf } from "./make-subscription.ts"
import { resumeSubscription, resumptionSeconds } from "./pause-subscription.ts"
import { pauseWhereDue } from "./schedule-pauses.ts"
import { itemsOfPhase, scheduleOf } from "./schedule-phases.ts"
import { releaseSchedule } from "./schedules.ts"
import { tell } from "./tell.ts"
import { timeAlone, type World } from "./world.ts"

/** Something that falls due at a moment. */
interface Due {
  at: number
  run: () => void
}

/** Does all that has fallen due until now, each at its moment and in the order of the moments. */
export function catchUp(world: World): void {
  const now = world.clock.now()
  const { cause } = world
  world.cause = timeAlone
  try {
    for (let due = nextDue(world, now); due; due = nextDue(world, now)) {
      world.clock.during(due.at, due.run)
    }
  } finally {
    world.cause = cause
  }
}

/** The earliest thing that is due; of those of one second, the one that is listed first. */
function nextDue(world: World, until: number): Due | null {
  let next: Due | null = null
  for (const due of allDue(world)) {
    if (due.at <= until && (next === null || due.at < next.at)) next = due
  }
  return next
}

function* allDue(world: World): Generator<Due> {
  for (const invoice of world.invoices.values()) {
    if (invoice.status !== "open") continue
    if (subscriptionOfInvoice(world, invoice)?.status === "paused") {
      yield { at: invoice.created + resumptionSeconds, run: () => voidInvoice(world, invoice) }
    } else if (invoice.next_payment_attempt !== null) {
      const end = (id: string) => endById(world, id, "payment_failed")
      yield { at: invoice.next_payment_attempt, run: () => retryInvoice(world, invoice, end) }
    }
  }
  for (const subscription of world.subscriptions.values()) {
    if (subscription.status !== "canceled") yield* dueOf(world, subscription)
  }
}

function* dueOf(world: World, subscription: Stripe.Subscription): Generator<Due> {
  const { id, pause_collection: pause, pending_update: pending } = subscription
  if (pause && pause.resumes_at !== null) {
    yield {
      at: pause.resumes_at,
      run: () => change(world, id, { pause_collection: null }),
    }
  }
  if (pending) {
    yield {
      at: pending.expires_at,
      run: () => change(world, id, { pending_update: null }),
    }
  }
  for (const discount of discountsOf(world, subscription)) {
    if (discount.end != null) yield { at: discount.end, run: () => dropEnded(world, id) }
  }
  if (subscription.cancel_at !== null) {
    yield { at: subscription.cancel_at, run: () => endById(world, id, "cancellation_requested") }
  }
  yield* dueOfSchedule(world, subscription)
  // a paused subscription has no periods
  if (subscription.status === "paused") return
  yield {
    at: periodOf(subscription).end,
    run: subscription.status === "trialing" ? () => endTrial(world, id) : () => renew(world, id),
  }
}

function* dueOfSchedule(world: World, subscription: Stripe.Subscription): Generator<Due> {
  const schedule = scheduleOf(world, subscription)
  if (schedule?.status !== "active") return
  for (const planned of schedule.pause_schedules) {
    const { pause, resume } = planned
    if (pause.status.type === "scheduled") {
      yield { at: pause.pause_at, run: () => pauseWhereDue(world, schedule) }
    }
    if (resume?.status.type !== "scheduled" || pause.status.type !== "succeeded") continue
    yield {
      at: resume.resume_at,
      run: () => {
        resume.status = { type: "succeeded" }
        const paused = world.subscriptions.get(subscription.id)
        if (paused?.status !== "paused") return
        resumeSubscription(world, paused, {
          anchor: resume.settings.billing_cycle_anchor === "unchanged" ? "unchanged" : "now",
          resumesOn: resume.settings.payment_behavior === "resume_on_payment_success" ? "success" : "attempt",
        })
      },
    }
  }
  if (subscription.status === "paused") return
  const { current_phase: current } = schedule
  const following = schedule.phases.find(({ start_date }) => start_date >= (current?.end_date ?? 0))
  if (following) {
    yield { at: following.start_date, run: () => beginPhase(world, subscription.id, following) }
  } else if (schedule.end_behavior === "release" && current) {
    yield { at: current.end_date, run: () => void releaseSchedule(world, schedule, { isOver: true }) }
  }
}

/** Changes a subscription because its time has come, and tells of it. */
function change(
  world: World,
  id: string,
  work: Partial<Stripe.Subscription> | ((next: Stripe.Subscription) => void),
): void {
  const before = world.subscriptions.get(id)
  if (!before) return
  const next = copySubscription(before)
  if (typeof work === "function") work(next)
  else Object.assign(next, work)
  world.subscriptions.set(id, next)
  tell(world, "customer.subscription.updated", next, before)
}

const dropEnded = (world: World, id: string) =>
  change(world, id, (next) =>
    putDiscounts(world, next, discountsAt(discountsOf(world, next), world.clock.now())),
  )

function endById(world: World, id: string, reason: Stripe.Subscription.CancellationDetails.Reason): void {
  const subscription = world.subscriptions.get(id)
  if (subscription) endSubscription(world, subscription, { reason })
}

const renew = (world: World, id: string) =>
  change(world, id, (next) => {
    beginPeriod(next, world.clock.now())
    billPeriod(world, next, "subscription_cycle")
  })

const endTrial = (world: World, id: string) =>
  change(world, id, (next) => {
    next.status = "active"
    startAnew(world, next, "subscription_cycle")
  })

/** The next phase of a schedule takes over. At the end of a period nothing is prorated: the new one bills the new items. */
function beginPhase(world: World, id: string, phase: Stripe.SubscriptionSchedule.Phase): void {
  change(world, id, (next) => {
    const schedule = scheduleOf(world, next)
    if (schedule) schedule.current_phase = { start_date: phase.start_date, end_date: phase.end_date }
    const items = itemsOfPhase(world, next, phase)
    const change = replaceItems(world, next, items, world.clock.now())
    const behavior = prorationBehaviors.find((each) => each === phase.proration_behavior)
    billChange(world, next, change, behavior ?? "create_prorations")
  })
}
