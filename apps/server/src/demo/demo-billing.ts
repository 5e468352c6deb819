import { randomBytes } from "node:crypto"
import { makeCustomers, type ShopCustomer } from "@holdfast/shop"
import Stripe from "stripe"
import { demoAccount } from "./demo-account.ts"
import { reseedCustomer, type SeededCustomer, seedWorld } from "./stripe-stand-in/seed-world.ts"
import { startStripeStandIn } from "./stripe-stand-in/start-stripe-stand-in.ts"

/** The Stripe account of the demo shop: a stand-in, in which nothing is charged. */
export interface DemoBilling {
  url: string
  /** The shop's own client. */
  stripe: Stripe
  /** Puts the subscriptions of a customer back to what they were when the shop was opened. */
  reset(customerId: string): void
  close(): Promise<void>
}

/**
 * Starts the stand-in with the demo shop's plans, coupons and customers, all as of now: it begins anew with each process.
 * Its keys are made here and known to nobody else.
 */
export async function startDemoBilling(now: () => Date): Promise<DemoBilling> {
  const shopKey = `sk_live_${randomBytes(24).toString("hex")}`
  const standIn = await startStripeStandIn({ keys: [{ key: shopKey }], now, accountName: "Lantern (demo)" })
  const world = standIn.state.live
  const customers = makeCustomers(now())
  const seeded = [...customers.values()].map((each) => asCustomer(each, now()))
  seedWorld(world, { ...demoAccount(now()), customers: seeded })
  const { hostname, port } = new URL(standIn.url)
  const stripe = new Stripe(shopKey, {
    host: hostname,
    port: Number(port),
    protocol: "http",
    telemetry: false,
  })
  return {
    url: standIn.url,
    stripe,
    reset(customerId) {
      const customer = seeded.find(({ id }) => id === customerId)
      if (customer) reseedCustomer(world, customer)
    },
    close: standIn.close,
  }
}

const dayMs = 24 * 60 * 60 * 1000
const monthDays = 30

function asCustomer({ customer, subscription }: ShopCustomer, now: Date): SeededCustomer {
  const [item] = subscription.items ?? []
  const end = new Date(String(subscription.end))
  const isPaused = subscription.status?.name === "paused"
  const daysLeft = Math.round((end.getTime() - now.getTime()) / dayMs)
  // while nothing is collected, months begin and end all the same
  const periodEnd = isPaused ? new Date(now.getTime() + (daysLeft % monthDays || monthDays) * dayMs) : end
  return {
    id: customer.id,
    name: `${customer.name} ${customer.lastName}`,
    email: customer.email,
    subscriptions: [
      {
        id: subscription.id ?? "",
        itemId: item?.id ?? "",
        priceId: item?.price?.id ?? "",
        startedAt: new Date(String(subscription.start)),
        periodEnd,
        isTrial: subscription.status?.name === "trial",
        ...(isPaused && { pausedUntil: end }),
      },
    ],
  }
}
