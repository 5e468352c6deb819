import type Stripe from "stripe"
import { billChange, startAnew } from "./bill-subscription.ts"
import { changeItems, type ItemChange, prorationBehaviors } from "./change-items.ts"
import { putDiscounts, readDiscounts } from "./discounts.ts"
import { markCancellation, noteCancellation } from "./end-subscription.ts"
import { copySubscription, periodOf } from "./make-subscription.ts"
import { addIntervals, daySeconds } from "./periods.ts"
import type { Params } from "./read-params.ts"
import { declined, refuse } from "./stripe-refusal.ts"
import { tell } from "./tell.ts"
import { idOf, type World } from "./world.ts"

const accepted = [
  "billing_cycle_anchor",
  "cancel_at",
  "cancel_at_period_end",
  "cancellation_details",
  "description",
  "discounts",
  "items",
  "metadata",
  "off_session",
  "pause_collection",
  "payment_behavior",
  "proration_behavior",
  "proration_date",
  "trial_end",
] as const satisfies readonly (keyof Stripe.SubscriptionUpdateParams)[]

const paymentBehaviors = ["allow_incomplete", "error_if_incomplete", "pending_if_incomplete"] as const

/** What may be changed together with `payment_behavior: pending_if_incomplete`. */
const pendable: readonly string[] = [
  "items",
  "payment_behavior",
  "proration_behavior",
  "proration_date",
  "trial_end",
  "billing_cycle_anchor",
  "cancel_at_period_end",
  "discounts",
  "metadata",
  "off_session",
]

const pauseBehaviors = ["keep_as_draft", "mark_uncollectible", "void"] as const

/** Carries an update of a subscription out as Stripe does: all of it, or nothing where anything is refused. */
export function changeSubscription(
  world: World,
  before: Stripe.Subscription,
  said: Params,
): Stripe.Subscription {
  said.accept(accepted)
  refuseChange(before, said)
  const subscription = copySubscription(before)
  const now = world.clock.now()
  if (said.has("metadata")) subscription.metadata = said.metadata(before.metadata)
  if (said.has("description")) subscription.description = said.text("description") || null
  noteCancellation(subscription, said.within("cancellation_details"))
  setPlannedEnd(subscription, said, now)
  setCollectionPause(subscription, said, now)

  const discounts = said.list("discounts")
  const wanted = discounts && readDiscounts(world, subscription, discounts)
  const change = setItems(world, subscription, said)
  const behavior = said.oneOf("proration_behavior", prorationBehaviors) ?? "create_prorations"
  const isNewTrial = setTrial(subscription, said, now)
  const anchorsNow = readAnchor(said)
  const needsPayment =
    change.startsAnew ||
    anchorsNow ||
    (behavior === "always_invoice" && change.prorations.length > 0) ||
    isNewTrial === "over"
  const isDeclined = needsPayment && world.declined.has(idOf(before.customer))
  const payment = said.oneOf("payment_behavior", paymentBehaviors) ?? "allow_incomplete"
  if (isDeclined && payment === "error_if_incomplete") throw declined()
  if (isDeclined && payment === "pending_if_incomplete") return keepPending(world, before, subscription)

  if (wanted) putDiscounts(world, subscription, wanted)
  if (isNewTrial === "over") startAnew(world, subscription, "subscription_update")
  else billChange(world, subscription, { ...change, startsAnew: change.startsAnew || anchorsNow }, behavior)
  world.subscriptions.set(subscription.id, subscription)
  tell(world, "customer.subscription.updated", subscription, before)
  return subscription
}

/** What the subscription's state forbids. */
function refuseChange(before: Stripe.Subscription, said: Params): void {
  const changes = accepted.filter((name) => said.has(name))
  if (
    before.status === "canceled" &&
    changes.some((name) => name !== "cancellation_details" && name !== "metadata")
  ) {
    throw refuse("A canceled subscription can only update its cancellation_details and metadata.", {
      code: "invalid_canceled_subscription_fields",
    })
  }
  if (before.schedule !== null && (said.has("cancel_at") || said.has("cancel_at_period_end"))) {
    throw refuse(
      `The subscription is managed by the subscription schedule \`${idOf(before.schedule)}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`,
    )
  }
  const isPending = said.text("payment_behavior") === "pending_if_incomplete"
  const unpendable = isPending ? changes.find((name) => !pendable.includes(name)) : undefined
  if (unpendable) {
    throw refuse(
      `When updating a subscription with \`payment_behavior=pending_if_incomplete\`, you can't update \`${unpendable}\`.`,
      { param: unpendable },
    )
  }
}

export function setPlannedEnd(subscription: Stripe.Subscription, said: Params, now: number): void {
  const atPeriodEnd = said.flag("cancel_at_period_end")
  if (atPeriodEnd !== undefined) {
    if (said.has("cancel_at")) {
      throw refuse("You may only specify one of these parameters: cancel_at, cancel_at_period_end.", {
        code: "parameters_exclusive",
      })
    }
    subscription.cancel_at_period_end = atPeriodEnd
    subscription.cancel_at = atPeriodEnd ? periodOf(subscription).end : null
    markCancellation(subscription, atPeriodEnd ? "cancellation_requested" : null, now)
  }
  if (!said.has("cancel_at")) return
  const at = said.isEmpty("cancel_at") ? null : (said.integer("cancel_at") ?? null)
  if (at !== null && at <= now) throw refuseMoment("cancel_at")
  subscription.cancel_at = at
  subscription.cancel_at_period_end = false
  markCancellation(subscription, at === null ? null : "cancellation_requested", now)
}

const refuseMoment = (param: string) =>
  refuse("Invalid timestamp: must be an integer Unix timestamp in the future.", { param })

function setCollectionPause(subscription: Stripe.Subscription, said: Params, now: number): void {
  if (!said.has("pause_collection")) return
  const pause = said.within("pause_collection")
  if (!pause) {
    subscription.pause_collection = null
    return
  }
  pause.accept(["behavior", "resumes_at"])
  pause.requiredText("behavior")
  const behavior = pause.oneOf("behavior", pauseBehaviors) ?? "void"
  const resumesAt = pause.isEmpty("resumes_at") ? null : (pause.integer("resumes_at") ?? null)
  if (resumesAt !== null && resumesAt <= now) throw refuseMoment(pause.nameOf("resumes_at"))
  subscription.pause_collection = { behavior, resumes_at: resumesAt }
}

/** The items, changed as the request says; it is the same in a preview. */
export function setItems(world: World, subscription: Stripe.Subscription, said: Params): ItemChange {
  const items = said.list("items")
  if (!items) return { prorations: [], startsAnew: false }
  const { start, end } = periodOf(subscription)
  const at = said.integer("proration_date") ?? world.clock.now()
  if (at < start || at > end) {
    throw refuse("The proration date must be within the current period.", {
      param: said.nameOf("proration_date"),
    })
  }
  return changeItems(world, subscription, items, at)
}

/** A trial that begins, goes on or is over. It moves the anchor of the periods, and lasts two years at most. */
export function setTrial(
  subscription: Stripe.Subscription,
  said: Params,
  now: number,
): "set" | "over" | null {
  const text = said.text("trial_end")
  if (text === undefined) return null
  if (text === "now") {
    const wasTrial = subscription.status === "trialing"
    subscription.trial_end = wasTrial ? now : subscription.trial_end
    if (wasTrial) subscription.status = "active"
    return wasTrial ? "over" : null
  }
  const end = said.integer("trial_end") ?? 0
  if (end <= now) throw refuseMoment(said.nameOf("trial_end"))
  if (end > addIntervals(now, "year", 2) + daySeconds) {
    throw refuse("Invalid timestamp: can be no more than two years in the future.", {
      param: said.nameOf("trial_end"),
    })
  }
  subscription.trial_start = subscription.status === "trialing" ? subscription.trial_start : now
  subscription.trial_end = end
  subscription.status = "trialing"
  subscription.billing_cycle_anchor = end
  for (const item of subscription.items.data) item.current_period_end = end
  return "set"
}

function readAnchor(said: Params): boolean {
  return said.oneOf("billing_cycle_anchor", ["now", "unchanged"]) === "now"
}

/** What was asked waits for its payment for 23 hours, and the subscription stays as it is. */
function keepPending(
  world: World,
  before: Stripe.Subscription,
  wanted: Stripe.Subscription,
): Stripe.Subscription {
  const subscription = copySubscription(before)
  subscription.pending_update = {
    billing_cycle_anchor: null,
    cancel_at_period_end: null,
    discount: null,
    discounts: null,
    expires_at: world.clock.now() + 23 * 60 * 60,
    metadata: null,
    subscription_items: wanted.items.data,
    trial_end: null,
    trial_from_plan: null,
  }
  world.subscriptions.set(subscription.id, subscription)
  tell(world, "customer.subscription.updated", subscription, before)
  return subscription
}
