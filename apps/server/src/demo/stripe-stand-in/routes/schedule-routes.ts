import { endSubscription } from "../end-subscription.ts"
import { listPage, pageParams } from "../list-page.ts"
import type { Route } from "../route.ts"
import { createSchedule, releaseSchedule, updateSchedule } from "../schedules.ts"
import { missing } from "../stripe-refusal.ts"
import { idOf, type World } from "../world.ts"

function scheduleAsked(world: World, id: string) {
  const schedule = world.schedules.get(id)
  if (!schedule) throw missing("subscription schedule", id)
  return schedule
}

export const scheduleRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/subscription_schedules",
    permission: "subscription_read",
    run: ({ world, params }) => {
      params.accept([...pageParams, "customer"])
      const customer = params.text("customer")
      const schedules = [...world.schedules.values()].filter(
        (each) => customer === undefined || each.customer === customer,
      )
      return listPage("/v1/subscription_schedules", "subscription schedule", schedules, params)
    },
  },
  {
    method: "POST",
    path: "/v1/subscription_schedules",
    permission: "subscription_write",
    run: ({ world, params }) => createSchedule(world, params),
  },
  {
    method: "GET",
    path: "/v1/subscription_schedules/:id",
    permission: "subscription_read",
    run: ({ world, params, id }) => {
      params.accept([])
      return scheduleAsked(world, id)
    },
  },
  {
    method: "POST",
    path: "/v1/subscription_schedules/:id",
    permission: "subscription_write",
    run: ({ world, params, id }) => updateSchedule(world, scheduleAsked(world, id), params),
  },
  {
    method: "POST",
    path: "/v1/subscription_schedules/:id/release",
    permission: "subscription_write",
    run: ({ world, params, id }) => {
      params.accept(["preserve_cancel_date"])
      return releaseSchedule(world, scheduleAsked(world, id), {
        keepsEnd: params.flag("preserve_cancel_date") ?? false,
      })
    },
  },
  {
    method: "POST",
    path: "/v1/subscription_schedules/:id/cancel",
    permission: "subscription_write",
    run: ({ world, params, id }) => {
      const schedule = scheduleAsked(world, id)
      params.accept(["invoice_now", "prorate"])
      const subscription = schedule.subscription && world.subscriptions.get(idOf(schedule.subscription))
      if (subscription) {
        endSubscription(world, subscription, {
          // with a schedule, both are done unless they are said not to be
          prorate: params.flag("prorate") ?? true,
          invoiceNow: params.flag("invoice_now") ?? true,
        })
      }
      return schedule
    },
  },
]
