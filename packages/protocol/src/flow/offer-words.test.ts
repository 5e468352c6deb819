import { expect, test } from "vitest"
import type { KnownTerms } from "./offer-terms.ts"
import { offerLine, offerPhrase } from "./offer-words.ts"

const discount = {
  offerType: "DISCOUNT",
  percent: null,
  amountMinor: null,
  currency: null,
  lasts: null,
  couponId: null,
} as const
const plan = { id: "price_1", name: null, priceMinor: null, currency: null, interval: null }

test.for<[KnownTerms, string]>([
  [{ ...discount, percent: 20, lasts: 3, couponId: "STAY20" }, "20% off for 3 months (coupon STAY20)"],
  [{ ...discount, amountMinor: 500, currency: "eur", lasts: 1 }, "€5.00 off for 1 month"],
  [{ ...discount, percent: 30, lasts: "forever" }, "30% off for good"],
  [{ ...discount, percent: 30, lasts: "once" }, "30% off once"],
  [discount, "a discount"],
  [{ offerType: "PAUSE", length: 3, interval: "MONTH", isMost: true }, "a pause of up to 3 months"],
  [{ offerType: "PAUSE", length: 1, interval: "WEEK", isMost: false }, "a pause of 1 week"],
  [{ offerType: "PAUSE", length: null, interval: "MONTH", isMost: true }, "a pause"],
  [
    {
      offerType: "PLAN_CHANGE",
      plans: [plan, { ...plan, name: "Pro", priceMinor: 2900, currency: "usd", interval: "month" }],
    },
    "a change of plan to price_1 or Pro ($29.00 / month)",
  ],
  [{ offerType: "PLAN_CHANGE", plans: [] }, "a change of plan"],
  [{ offerType: "TRIAL_EXTENSION", days: 14 }, "14 more days of trial"],
  [{ offerType: "TRIAL_EXTENSION", days: 1 }, "1 more day of trial"],
  [{ offerType: "TRIAL_EXTENSION", days: null }, "a longer trial"],
  [
    { offerType: "REDIRECT", url: "https://a.example/x", label: "Archive" },
    "a redirect, “Archive” (https://a.example/x)",
  ],
  [{ offerType: "CONTACT", url: null, label: null }, "contact with support"],
  [{ offerType: "REBATE", amountMinor: 1450, percent: null, currency: "usd" }, "$14.50 back"],
  [{ offerType: "REBATE", amountMinor: null, percent: 50, currency: null }, "50% of the money back"],
  [{ offerType: "REBATE", amountMinor: null, percent: null, currency: null }, "money back"],
  [{ offerType: "CUSTOM", name: "Onboarding call" }, "an offer of your own, “Onboarding call”"],
  [{ offerType: "CUSTOM", name: "\u0000" }, "an offer of your own"],
])("%j is %s", ([terms, phrase]) => {
  expect(offerPhrase(terms)).toBe(phrase)
})

test("a line begins with a capital", () => {
  expect(offerLine({ offerType: "CONTACT", url: null, label: null })).toBe("Contact support")
  expect(offerLine({ offerType: "REDIRECT", url: "https://a.example/x", label: null })).toBe(
    "Redirect (https://a.example/x)",
  )
})

test("10,000 letters are cut", () => {
  expect(offerPhrase({ offerType: "CUSTOM", name: "W".repeat(10_000) }).length).toBeLessThan(250)
})
