import { readInstant } from "./read-instant.ts"
import type { DirectCustomer, DirectSubscription } from "./schema/direct.ts"
import type { CustomerSnapshot } from "./schema/session-facts.ts"
import { type BillingInterval, billingIntervals } from "./words.ts"

type Scalars = Record<string, unknown>

/** The billing interval of a price: the embed writes it flat, the SDKs inside `duration`. */
function intervalOf(price: Price): Pick<CustomerSnapshot, "billingInterval" | "billingIntervalCount"> {
  const interval = (price?.duration?.interval ?? price?.interval)?.toUpperCase() as BillingInterval
  if (!billingIntervals.includes(interval)) return {}
  return {
    billingInterval: interval,
    billingIntervalCount: price?.duration?.intervalCount ?? price?.intervalCount ?? 1,
  }
}

type Price = NonNullable<NonNullable<DirectSubscription["items"]>[number]["price"]> | null | undefined

/** The first discount, as a session keeps it, and when the last of them ends. */
function discountOf(
  discounts: readonly Scalars[] | null | undefined,
): Pick<CustomerSnapshot, "subscriptionDiscount" | "latestDiscountExpiration"> {
  const [first] = discounts ?? []
  if (!first) return {}
  const { id, coupon } = first
  const subscriptionDiscount = coupon ? { id, coupon } : first
  const ends = (discounts ?? []).flatMap(({ end }) =>
    typeof end === "string" && readInstant(end) ? end : [],
  )
  const [latest = null] = ends.sort((a, b) => Number(readInstant(b)) - Number(readInstant(a)))
  return { subscriptionDiscount, latestDiscountExpiration: latest }
}

/**
 * The snapshot that a session keeps of its customer, from what the embedding page knows of them. Name, phone
 * and addresses are left behind: `regionOf` reads the country of an address, and nothing keeps one. The first
 * subscription is the one in question.
 * @param attributes the call's `customerAttributes`; they win over the customer's own metadata
 */
export function snapshotOf(
  customer: DirectCustomer | null | undefined,
  subscriptions: readonly DirectSubscription[] | null | undefined,
  attributes: Scalars | null | undefined,
): CustomerSnapshot {
  const subscription = subscriptions?.[0]
  const item = subscription?.items?.[0]
  const status = subscription?.status
  const known: CustomerSnapshot = {
    id: customer?.id ?? null,
    email: customer?.email ?? null,
    created: subscription?.start ?? null,
    subscriptionId: subscription?.id ?? null,
    subscriptionStart: subscription?.start ?? null,
    subscriptionPeriodStart: subscription?.periodStart ?? null,
    subscriptionPeriodEnd: subscription?.end ?? null,
    planId: item?.price?.id ?? null,
    planPrice: item?.price?.amount?.value ?? null,
    currency: item?.price?.amount?.currency ?? customer?.currency ?? null,
    itemQuantity: item?.quantity ?? null,
    ...intervalOf(item?.price),
    ...discountOf(subscription?.discounts),
    onTrial: status ? status.name === "trial" : null,
    paused: status ? status.name === "paused" : null,
  }
  if (status?.name === "trial") {
    known.trialStart = status.start ?? null
    known.trialEnd = status.end ?? null
  }
  if (status?.name === "paused") known.pauseEnd = status.end ?? null
  const customAttributes = { ...customer?.metadata, ...attributes }
  if (Object.keys(customAttributes).length > 0) known.customAttributes = customAttributes
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value != null))
}
