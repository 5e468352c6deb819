import { endSubscription } from "../end-subscription.ts"
import { listPage, pageParams } from "../list-page.ts"
import { makeCustomer } from "../make-customer.ts"
import type { Route } from "../route.ts"
import { missing } from "../stripe-refusal.ts"
import { tell } from "../tell.ts"
import { newId, type World } from "../world.ts"

function customerAsked(world: World, id: string) {
  const customer = world.customers.get(id)
  if (!customer) throw missing("customer", id)
  return customer
}

export const customerRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/customers",
    permission: "customer_read",
    run: ({ world, params }) => {
      params.accept([...pageParams, "email"])
      const email = params.text("email")
      const customers = [...world.customers.values()].filter(
        (each) => email === undefined || each.email === email,
      )
      return listPage("/v1/customers", "customer", customers, params)
    },
  },
  {
    method: "GET",
    path: "/v1/customers/:id",
    permission: "customer_read",
    run: ({ world, params, id }) => {
      params.accept([])
      if (world.deletedCustomers.has(id)) return { id, object: "customer", deleted: true }
      return customerAsked(world, id)
    },
  },
  {
    method: "POST",
    path: "/v1/customers",
    permission: "customer_write",
    run: ({ world, params }) => {
      params.accept(["email", "metadata", "name"])
      const customer = makeCustomer(world, {
        id: newId("cus"),
        name: params.text("name") ?? null,
        email: params.text("email") ?? null,
        metadata: params.metadata({}),
      })
      tell(world, "customer.created", customer)
      return customer
    },
  },
  {
    method: "POST",
    path: "/v1/customers/:id",
    permission: "customer_write",
    run: ({ world, params, id }) => {
      const before = customerAsked(world, id)
      params.accept(["balance", "email", "metadata", "name"])
      const customer = {
        ...before,
        balance: params.integer("balance") ?? before.balance,
        email: params.has("email") ? params.text("email") || null : before.email,
        name: params.has("name") ? params.text("name") || null : (before.name ?? null),
        metadata: params.metadata(before.metadata),
      }
      world.customers.set(id, customer)
      tell(world, "customer.updated", customer, before)
      return customer
    },
  },
  {
    method: "DELETE",
    path: "/v1/customers/:id",
    permission: "customer_write",
    run: ({ world, params, id }) => {
      const customer = customerAsked(world, id)
      params.accept([])
      for (const subscription of world.subscriptions.values()) {
        if (subscription.customer === id && subscription.status !== "canceled") {
          endSubscription(world, subscription)
        }
      }
      world.customers.delete(id)
      world.deletedCustomers.add(id)
      tell(world, "customer.deleted", customer)
      return { id, object: "customer", deleted: true }
    },
  },
]
