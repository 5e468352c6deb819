import { changeSubscription } from "../change-subscription.ts"
import { createSubscription } from "../create-subscription.ts"
import { endSubscription } from "../end-subscription.ts"
import { listPage, pageParams } from "../list-page.ts"
import { pauseSubscription, refusePause, resumeSubscription } from "../pause-subscription.ts"
import type { Route } from "../route.ts"
import { missing } from "../stripe-refusal.ts"
import type { World } from "../world.ts"

function subscriptionAsked(world: World, id: string) {
  const subscription = world.subscriptions.get(id)
  if (!subscription) throw missing("subscription", id)
  return subscription
}

/** One that has ended can be read, and not be changed any longer. */
function runningAsked(world: World, id: string) {
  const subscription = subscriptionAsked(world, id)
  if (subscription.status === "canceled") throw missing("subscription", id)
  return subscription
}

const statuses = [
  "active",
  "all",
  "canceled",
  "ended",
  "incomplete",
  "incomplete_expired",
  "past_due",
  "paused",
  "trialing",
  "unpaid",
] as const

export const subscriptionRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/subscriptions",
    permission: "subscription_read",
    run: ({ world, params }) => {
      params.accept([...pageParams, "customer", "price", "status"])
      const customer = params.text("customer")
      if (customer !== undefined && !world.customers.has(customer) && !world.deletedCustomers.has(customer)) {
        throw missing("customer", customer, "customer")
      }
      const price = params.text("price")
      const status = params.oneOf("status", statuses)
      const wanted = status === "ended" ? "canceled" : status
      const found = [...world.subscriptions.values()].filter(
        (each) =>
          (customer === undefined || each.customer === customer) &&
          (price === undefined || each.items.data.some((item) => item.price.id === price)) &&
          // those that have ended are left out unless they are asked for
          (wanted === undefined ? each.status !== "canceled" : wanted === "all" || each.status === wanted),
      )
      return listPage("/v1/subscriptions", "subscription", found, params)
    },
  },
  {
    method: "GET",
    path: "/v1/subscriptions/:id",
    permission: "subscription_read",
    run: ({ world, params, id }) => {
      params.accept([])
      return subscriptionAsked(world, id)
    },
  },
  {
    method: "POST",
    path: "/v1/subscriptions",
    permission: "subscription_write",
    run: ({ world, params }) => createSubscription(world, params),
  },
  {
    method: "POST",
    path: "/v1/subscriptions/:id",
    permission: "subscription_write",
    run: ({ world, params, id }) => changeSubscription(world, subscriptionAsked(world, id), params),
  },
  {
    method: "DELETE",
    path: "/v1/subscriptions/:id",
    permission: "subscription_write",
    run: ({ world, params, id }) => {
      params.accept(["cancellation_details", "invoice_now", "prorate"])
      return endSubscription(world, runningAsked(world, id), {
        details: params.within("cancellation_details"),
        prorate: params.flag("prorate") ?? false,
        invoiceNow: params.flag("invoice_now") ?? false,
      })
    },
  },
  {
    method: "POST",
    path: "/v1/subscriptions/:id/pause",
    permission: "subscription_write",
    run: ({ world, params, id }) => {
      const subscription = runningAsked(world, id)
      params.accept(["bill_for", "invoicing_behavior", "type"])
      params.oneOf("type", ["subscription"])
      refusePause(subscription, false)
      const billFor = params.within("bill_for")
      billFor?.accept(["outstanding_usage_through", "unused_time_from"])
      return pauseSubscription(world, subscription, {
        unusedTime:
          billFor?.within("unused_time_from")?.oneOf("type", ["now", "item_current_period_start", "none"]) ??
          "now",
        invoicing:
          params.oneOf("invoicing_behavior", ["invoice", "pending_invoice_item"]) ?? "pending_invoice_item",
      })
    },
  },
  {
    method: "POST",
    path: "/v1/subscriptions/:id/resume",
    permission: "subscription_write",
    run: ({ world, params, id }) => {
      const subscription = runningAsked(world, id)
      params.accept(["billing_cycle_anchor", "payment_behavior", "proration_behavior", "proration_date"])
      const payment = params.oneOf("payment_behavior", [
        "resume_on_payment_attempt",
        "resume_on_payment_success",
      ])
      return resumeSubscription(world, subscription, {
        anchor: params.within("billing_cycle_anchor")?.oneOf("type", ["now", "unchanged"]) ?? "now",
        resumesOn: payment === "resume_on_payment_success" ? "success" : "attempt",
      })
    },
  },
]
