import { offersOf } from "@holdfast/protocol/flow"
import { planId, plans, priceIn } from "./catalogue.ts"
import { demoFlows } from "./demo-flows.ts"
import { markets } from "./markets.ts"
import type { CouponFacts } from "./stripe-stand-in/make-catalogue.ts"
import type { SeededWorld } from "./stripe-stand-in/seed-world.ts"

const productOf = (planKey: string) => `prod_${planKey.split("_")[0]}`

/** What the demo merchant has at Stripe beside customers: its plans in all currencies, and the coupons that its flows give. */
export function demoAccount(now: Date): Pick<SeededWorld, "products" | "prices" | "coupons"> {
  const names = new Map<string, string>()
  for (const { key, name } of plans) if (!names.has(productOf(key))) names.set(productOf(key), name)
  const currencies = [...new Set(markets.map(({ currency }) => currency))]
  return {
    products: [...names].map(([id, name]) => ({ id, name })),
    prices: plans.flatMap((plan) =>
      currencies.map((currency) => ({
        id: planId(plan, currency),
        productId: productOf(plan.key),
        currency,
        unitAmount: priceIn(currency, plan),
        interval: intervals[plan.interval],
        intervalCount: plan.intervalCount,
      })),
    ),
    coupons: couponsOfFlows(now),
  }
}

const intervals = { DAY: "day", WEEK: "week", MONTH: "month", YEAR: "year" } as const

function couponsOfFlows(now: Date): CouponFacts[] {
  const { blueprints } = demoFlows("", { until: now, years: 1 })
  const coupons = new Map<string, CouponFacts>()
  for (const offer of blueprints.flatMap(({ content }) => offersOf(content))) {
    if (offer.offerType !== "DISCOUNT") continue
    const { id, couponType, couponAmount, currency, couponDuration } = offer.coupon
    if (id === null || couponAmount === null) continue
    const worth =
      couponType === "PERCENT"
        ? { percentOff: couponAmount }
        : { amountOff: couponAmount, currency: currency ?? "usd" }
    const length =
      couponDuration === null
        ? { duration: "forever" as const }
        : { duration: "repeating" as const, months: couponDuration }
    coupons.set(id, { id, ...worth, ...length })
  }
  return [...coupons.values()]
}
