import type Stripe from "stripe"
import { pauseSubscription, refusePause } from "./pause-subscription.ts"
import { addIntervals } from "./periods.ts"
import type { Params } from "./read-params.ts"
import { refuse } from "./stripe-refusal.ts"
import { idOf, newId, type World } from "./world.ts"

type Schedule = Stripe.SubscriptionSchedule

const unusedTimes = ["item_current_period_start", "none"] as const
const intervals = ["day", "week", "month", "year"] as const

/** Reads planned pauses. Each has its moment, and another for going on where one is said. */
export function setPauses(
  world: World,
  schedule: Schedule,
  subscription: Stripe.Subscription,
  said: Params,
): void {
  const wanted = said.list("pause_schedules")
  if (!wanted) return
  const now = world.clock.now()
  schedule.pause_schedules = wanted.map((each) => {
    each.accept(["key", "pause", "resume"])
    const key = each.text("key")
    const known = schedule.pause_schedules.find((one) => one.key === key)
    const pause = each.within("pause")
    pause?.accept(["pause_at", "settings"])
    if (!pause && !known) throw refuse("Missing required param: pause.", { param: each.nameOf("pause") })
    if (!known && subscription.status !== "paused") refusePause(subscription, true)
    const at = pause ? momentOf(pause.within("pause_at"), now, now) : (known?.pause.pause_at ?? now)
    const settings = pause?.within("settings")
    const unused = settings?.within("bill_for")?.within("unused_time_from")
    const resume = each.within("resume")
    resume?.accept(["resume_at", "settings"])
    const terms = resume?.within("settings")
    return {
      key: key ?? newId("pause"),
      pause: {
        pause_at: at,
        settings: {
          bill_for: {
            outstanding_usage_through: { type: "pause_at" },
            unused_time_from: {
              type: unused?.oneOf("type", ["pause_at", "item_current_period_start", "none"]) ?? "pause_at",
            },
          },
          invoicing_behavior:
            settings?.oneOf("invoicing_behavior", ["invoice", "pending_invoice_item"]) ??
            "pending_invoice_item",
          type: "subscription",
        },
        status: known?.pause.status ?? { type: "scheduled" },
      },
      resume: each.isEmpty("resume")
        ? null
        : resume
          ? {
              resume_at: momentOf(resume.within("resume_at"), now, at),
              settings: {
                billing_cycle_anchor:
                  terms?.oneOf("billing_cycle_anchor", ["resume_at", "unchanged"]) ?? "resume_at",
                payment_behavior:
                  terms?.oneOf("payment_behavior", [
                    "resume_on_payment_attempt",
                    "resume_on_payment_success",
                  ]) ?? "resume_on_payment_attempt",
                proration_behavior: "create_prorations",
              },
              status: { type: "scheduled" },
            }
          : (known?.resume ?? null),
    }
  })
}

function momentOf(said: Params | undefined, now: number, from: number): number {
  const type = said?.oneOf("type", ["now", "timestamp", "duration"]) ?? "now"
  if (type === "now" || !said) return now
  if (type === "duration") {
    const duration = said.within("duration")
    const interval = duration?.oneOf("interval", intervals) ?? "month"
    return addIntervals(from, interval, duration?.integer("interval_count") ?? 1)
  }
  const at = said.integer("timestamp")
  if (at === undefined) throw refuse("Missing required param: timestamp.", { code: "parameter_missing" })
  if (at < now) {
    throw refuse("Invalid timestamp: must be an integer Unix timestamp in the future.", {
      param: said.nameOf("timestamp"),
    })
  }
  return at
}

/** Begins the pauses of a schedule whose moment has come. */
export function pauseWhereDue(world: World, schedule: Schedule): void {
  for (const planned of schedule.pause_schedules) {
    if (planned.pause.status.type !== "scheduled" || planned.pause.pause_at > world.clock.now()) continue
    const subscription = schedule.subscription && world.subscriptions.get(idOf(schedule.subscription))
    planned.pause.status = { type: "succeeded" }
    if (!subscription || subscription.status === "paused") continue
    const { settings } = planned.pause
    const unused = settings?.bill_for.unused_time_from.type
    pauseSubscription(world, subscription, {
      unusedTime: unusedTimes.find((each) => each === unused) ?? "now",
      invoicing: settings?.invoicing_behavior === "invoice" ? "invoice" : "pending_invoice_item",
    })
  }
}
