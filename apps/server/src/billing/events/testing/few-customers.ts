import { newId } from "../../../db/new-id.ts"
import type { Prng } from "../../../demo/prng.ts"
import type { Stored } from "../../../session/testing/naive-sessions.ts"
import type { SubscriptionState } from "../../billing-system.ts"
import { newSession } from "./new-session.ts"

/** A workspace of few customers, whose sessions and subscriptions fall together in every way. */
export const now = new Date("2026-11-01T12:00:00.000Z")
const workspaceId = newId(now)
export const place = { workspaceId, mode: "live" } as const

export const daysAgo = (days: number): Date => new Date(now.getTime() - days * 24 * 3600 * 1000)

/** @param few how many customers there are, and how many subscriptions */
export function fewCustomers(chance: Prng, few: number) {
  const id = (kind: string) => `${kind}_${chance.between(1, few)}`
  // few moments, so that sessions of a customer fall together
  const at = () => daysAgo(chance.between(0, 200) / 2)
  const session = (outcome: "saved" | "abandoned" | "canceled", hasSubscription: number): Stored => {
    const createdAt = at()
    const subscriptionId = chance.chance(hasSubscription) ? id("sub") : null
    return newSession(
      { workspaceId, customerId: id("cus"), subscriptionId, createdAt },
      {
        ...{ id: newId(createdAt), outcome, mode: chance.pick(["live", "live", "test"]) },
        ...{ save_type: outcome === "saved" ? "PAUSE" : outcome === "abandoned" ? "ABANDON" : null },
        bounced_by: chance.chance(0.1) ? workspaceId : null,
        ...(chance.chance(0.05) && { customer_id: null }),
      },
    )
  }
  return { id, at, session }
}

/**
 * Whether a state is of the subscription that the session was about. A company's own billing may know no id of it, and
 * names it by its customer's.
 */
export const isAbout = (
  { subscription_id, customer_id }: Stored,
  { subscriptionId, customerId }: SubscriptionState,
): boolean =>
  [subscription_id, customer_id].includes(subscriptionId) ||
  (subscription_id === null && customerId === customer_id)
