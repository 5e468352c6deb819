import type { Coupon } from "@holdfast/protocol/flow"
import type { Scene } from "../view/scene.ts"
import { fill } from "../words/index.ts"
import { money, percent, span } from "./format.ts"
import { discounted, priceEach } from "./price.ts"

/** The discount as a figure, how long it lasts, and what it makes of the customer's own price. */
export function DiscountTerms({ scene, coupon }: { scene: Scene; coupon: Coupon }) {
  const { words, locale, snapshot } = scene
  const isPercent = coupon.couponType === "PERCENT"
  const currency = coupon.currency ?? snapshot?.currency
  const amount = isPercent
    ? percent(coupon.couponAmount, locale)
    : money(coupon.couponAmount, currency, locale)
  const prices = discounted(coupon, snapshot)
  const before = prices && money(prices.before, snapshot?.currency, locale)
  const price = prices && priceEach(prices.after, snapshot?.currency, snapshot?.billingInterval, scene)
  const time =
    coupon.couponDuration === null
      ? words.forever
      : fill(words.forTime, { time: span(coupon.couponDuration, "month", locale) })
  const [start = "", end = ""] = words.instead.split("{before}")
  return (
    <div class="terms ticket">
      {amount ? <p class="figure">{fill(words.off, { amount })}</p> : null}
      <p>{time}</p>
      {price && before ? (
        <p>
          {fill(start, { price })}
          <s>{before}</s>
          {end}
        </p>
      ) : null}
    </div>
  )
}
