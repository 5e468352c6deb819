import { randomBytes } from "node:crypto"
import { makeCustomers, type ShopCustomer } from "@holdfast/shop"
import Stripe from "stripe"
import { demoAccount } from "./demo-account.ts"
import type { StandInKey } from "./stripe-stand-in/check-key.ts"
import type { Permission } from "./stripe-stand-in/route.ts"
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

/** How Holdfast is connected to the account: its key, and where the account's events go. */
export interface DemoConnection {
  key: string
  webhookSecret: string
  eventsUrl: string
}

/** What the demo's connection needs, and no more. */
const granted: readonly Permission[] = [
  "accounts_kyc_basic_read",
  "charge_write",
  "coupon_read",
  "credit_note_write",
  "customer_read",
  "event_read",
  "invoice_read",
  "plan_read",
  "product_read",
  "subscription_write",
]

/**
 * Starts the stand-in with the demo shop's plans, coupons and customers, all as of now: it begins anew with each process.
 * The shop's key is made here and known to nobody else.
 * @param connection null where Holdfast is not connected to it
 */
export async function startDemoBilling(
  now: () => Date,
  connection: DemoConnection | null = null,
): Promise<DemoBilling> {
  const shopKey = `sk_live_${randomBytes(24).toString("hex")}`
  const keys: StandInKey[] = [{ key: shopKey }]
  if (connection) keys.push({ key: connection.key, permissions: granted })
  const standIn = await startStripeStandIn({
    keys,
    now,
    accountName: "Lantern (demo)",
    accountId: "acct_lantern_demo",
  })
  const world = standIn.state.live
  const customers = makeCustomers(now())
  const seeded = [...customers.values()].map((each) => asCustomer(each, now()))
  seeded.push(unpaidCustomer(now()))
  seedWorld(world, { ...demoAccount(now()), customers: seeded })
  if (connection) {
    standIn.sendEventsTo({ livemode: true, url: connection.eventsUrl, secret: connection.webhookSecret })
  }
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

/**
 * Somebody whose card was declined two days ago, to try the wall of a failed payment with. They cannot be visited in the shop, whose
 * customers all pay.
 */
function unpaidCustomer(now: Date): SeededCustomer {
  const [price] = demoAccount(now).prices
  const id = "lan_owen"
  const declinedAt = now.getTime() - 2 * dayMs
  return {
    id,
    name: "Owen Price",
    email: "owen.price@example.com",
    subscriptions: [
      {
        ...{ id: `sub_${id}`, itemId: `item_${id}`, priceId: price?.id ?? "" },
        startedAt: new Date(declinedAt - 3 * monthDays * dayMs),
        periodEnd: new Date(declinedAt + monthDays * dayMs),
        isUnpaid: true,
      },
    ],
  }
}

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
