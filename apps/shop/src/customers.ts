import type { DirectCustomer, DirectSubscription } from "@holdfast/protocol"
import { type Person, people } from "./people.ts"

/** One of the people that the demo shop can be visited as. */
export interface ShopCustomer {
  customer: DirectCustomer & { id: string; name: string; email: string }
  subscription: DirectSubscription
  /** What the page says of them. */
  plan: string
  since: string
  card: string
}

const dayMs = 24 * 60 * 60 * 1000
const inDays = (now: Date, days: number) => new Date(now.getTime() + days * dayMs).toISOString()

function statusOf({ status, ageDays, nextInDays }: Person, now: Date) {
  const start = inDays(now, -ageDays)
  if (status === "active") return { name: "active" as const, start }
  return { name: status, start: status === "paused" ? inDays(now, -20) : start, end: inDays(now, nextInDays) }
}

/** The shop's customers as they stand on that day, in the shapes that the embed takes. */
export function makeCustomers(now: Date): Map<string, ShopCustomer> {
  const entries = people.map((person): [string, ShopCustomer] => {
    const { id, name, lastName, terms, ageDays, nextInDays, card, projects } = person
    const { price: value, currency, interval } = terms
    const start = inDays(now, -ageDays)
    const subscription: DirectSubscription = {
      id: `sub_${id}`,
      customerId: id,
      start,
      end: inDays(now, nextInDays),
      status: statusOf(person, now),
      items: [
        {
          id: `item_${id}`,
          quantity: 1,
          price: {
            id: terms.id,
            productId: `prod_${terms.name.toLowerCase()}`,
            name: terms.name,
            interval,
            intervalCount: 1,
            duration: { interval, intervalCount: 1 },
            amount: { model: "fixed", value, currency },
          },
        },
      ],
    }
    const email = `${name}.${lastName}@example.com`
      .toLowerCase()
      .normalize("NFD")
      .replace(/[^a-z.@]/g, "")
    const customer = { id, name, lastName, email, currency, metadata: { projects } }
    return [id, { customer, subscription, plan: terms.name, since: start, card }]
  })
  return new Map(entries)
}
