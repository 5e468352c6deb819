import type Stripe from "stripe"
import type { BillingRequest } from "../provider.ts"
import { idOf } from "./id-of.ts"
import { isMarked } from "./marks.ts"
import { toSeconds } from "./seconds.ts"
import { isMissing } from "./stripe-errors.ts"

export interface Refused {
  kind: "refused"
  /** In words for the customer. */
  reason: string
}

export const refused = (reason: string): Refused => ({ kind: "refused", reason })

export type FoundSubscription = { kind: "found"; subscription: Stripe.Subscription } | Refused

const needed = ["discounts", "customer"]

/** Whose subscription it is. */
export const customerIdOf = ({ customer }: Pick<Stripe.Subscription, "customer">): string => idOf(customer)

/** One that ended does not come back. */
export const hasEnded = ({ status }: Pick<Stripe.Subscription, "status">): boolean =>
  status === "canceled" || status === "incomplete_expired"

/** The end of the period that is paid for, in seconds. Each item has its own since March 2025. */
export const periodEnd = ({ items }: Pick<Stripe.Subscription, "items">): number =>
  Math.max(...items.data.map(({ current_period_end }) => current_period_end))

/**
 * The subscription that a request is about: the one it names, where that is the customer's own, else the only one that the
 * customer has. It guesses nothing.
 * @param sent of a request that was sent already, and may have ended the subscription it was about
 */
export async function findOwnSubscription(
  stripe: Stripe,
  request: Pick<BillingRequest, "customerId" | "subscriptionId" | "act">,
  sent: Pick<BillingRequest, "id" | "requestedAt"> | null = null,
): Promise<FoundSubscription> {
  const { customerId, subscriptionId } = request
  try {
    if (subscriptionId !== null) {
      const subscription = await stripe.subscriptions.retrieve(subscriptionId, { expand: needed })
      return customerIdOf(subscription) === customerId
        ? { kind: "found", subscription }
        : refused("This subscription does not belong to your account.")
    }
    const { data } = await stripe.subscriptions.list({
      customer: customerId,
      status: "all",
      limit: 100,
      expand: needed.map((path) => `data.${path}`),
    })
    return onlyOne(data, sent)
  } catch (error) {
    if (!isMissing(error)) throw error
    const sentence =
      subscriptionId === null
        ? "Your account is not known to the billing system."
        : "Your subscription is not known to the billing system."
    // a person reads it, and Stripe tells where a key of the other mode was used
    return refused(request.act.action === "cancel" ? `${sentence} Stripe says: ${error.message}` : sentence)
  }
}

/** Stripe's clock is another one than that of this server. */
const clocksDifferBySeconds = 300

function onlyOne(
  all: readonly Stripe.Subscription[],
  sent: Pick<BillingRequest, "id" | "requestedAt"> | null,
): FoundSubscription {
  if (sent) {
    const since = toSeconds(sent.requestedAt) - clocksDifferBySeconds
    const touched =
      all.find((subscription) => isMarked(subscription, sent.id)) ??
      all.find(({ ended_at }) => ended_at !== null && ended_at >= since)
    if (touched) return { kind: "found", subscription: touched }
  }
  const live = all.filter((subscription) => !hasEnded(subscription))
  const [subscription, another] = live
  if (!subscription) return refused("There is no running subscription in your account.")
  return another
    ? refused("There are several subscriptions in your account, and it was not said which one is meant.")
    : { kind: "found", subscription }
}
