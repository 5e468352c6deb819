import { seedWorld } from "../apps/server/src/demo/stripe-stand-in/seed-world.ts"
import { startStripeStandIn } from "../apps/server/src/demo/stripe-stand-in/start-stripe-stand-in.ts"

/** The billing system of the campaign: it outlives whatever is killed, and knows what it has done. */
export interface Billed {
  url: string
  key: string
  addCustomer(id: string, options: { isOnTrial: boolean }): void
  /** How often something was done to the customer's subscription that the customer asked for. */
  timesDone(customerId: string): number
  close(): Promise<void>
}

const dayMs = 24 * 60 * 60 * 1000
const trialDays = 14
/** Extending a trial adds so much. */
const extensionDays = 7
/** A call takes so long, so that a kill finds it under way. */
const slowMs = 120

export async function openBilled(): Promise<Billed> {
  const key = "rk_live_crash0000000000000000"
  const standIn = await startStripeStandIn({ keys: [{ key }] })
  const world = standIn.state.live
  const priceId = "price_crash"
  seedWorld(world, {
    products: [{ id: "prod_crash", name: "Crash" }],
    prices: [{ id: priceId, productId: "prod_crash", unitAmount: 2900, currency: "usd", interval: "month" }],
    coupons: [{ id: "STAY", percentOff: 20, duration: "forever" }],
    customers: [],
  })
  standIn.fail({ kind: "slow", ms: slowMs }, { method: "POST", times: Number.POSITIVE_INFINITY })
  const begun = new Map<string, number>()
  return {
    url: standIn.url,
    key,
    addCustomer(id, { isOnTrial }) {
      const now = Math.floor(Date.now() / 1000) * 1000
      const periodEnd = new Date(now + trialDays * dayMs)
      begun.set(id, periodEnd.getTime() / 1000)
      seedWorld(world, {
        products: [],
        prices: [],
        coupons: [],
        customers: [
          {
            id,
            email: `${id}@example.com`,
            name: id,
            subscriptions: [
              { id: `sub_${id}`, priceId, startedAt: new Date(now - dayMs), periodEnd, isTrial: isOnTrial },
            ],
          },
        ],
      })
    },
    timesDone(customerId) {
      const subscription = world.subscriptions.get(`sub_${customerId}`)
      if (!subscription) return 0
      const addedSeconds = (subscription.trial_end ?? 0) - (begun.get(customerId) ?? 0)
      const extensions =
        subscription.trial_end === null ? 0 : Math.round(addedSeconds / 86_400 / extensionDays)
      const ended = subscription.cancel_at_period_end || subscription.status === "canceled" ? 1 : 0
      return subscription.discounts.length + extensions + ended
    },
    close: () => standIn.close(),
  }
}
