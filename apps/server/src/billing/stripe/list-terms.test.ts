import { expect, test } from "vitest"
import { openStandIn, testKey } from "../../demo/stripe-stand-in/testing/open-stand-in.ts"
import { listTerms } from "./list-terms.ts"
import { stripeClient } from "./stripe-client.ts"

test("coupons and recurring prices are listed as people tell them apart, all pages of them", async () => {
  const { standIn, stripe, world } = await openStandIn()
  const asking = stripeClient({ key: testKey, apiBase: standIn.url }, AbortSignal.timeout(60_000))
  await stripe.prices.create({
    ...{ product: "prod_team", currency: "jpy", unit_amount: 900, nickname: "Starter" },
    recurring: { interval: "week", interval_count: 2 },
  })
  expect(await listTerms(asking, "coupons")).toEqual([
    { id: "five_dollars_once", words: "$5.00 off, once" },
    { id: "tenth_for_ever", words: "10% off, for good" },
    { id: "half_for_3", words: "50% off, 3 months" },
  ])
  expect(await listTerms(asking, "prices")).toEqual([
    { id: expect.stringMatching(/^price_/), words: "Team, Starter: ¥900 every 2 weeks" },
    { id: "price_euro", words: "Pro: €27.50 a month" },
    { id: "price_year", words: "Pro: $290.00 a year" },
    { id: "price_team", words: "Team: $79.00 a month" },
    { id: "price_pro", words: "Pro: $29.00 a month" },
  ])
  const expired = world.coupons.get("half_for_3")
  if (expired) expired.valid = false
  expect((await listTerms(asking, "coupons")).map(({ id }) => id)).toEqual([
    "five_dollars_once",
    "tenth_for_ever",
  ])
  for (let n = 0; n < 120; n++)
    await stripe.coupons.create({ id: `c${n}`, percent_off: 10, duration: "once", name: `Gift ${n}` })
  const all = await listTerms(asking, "coupons")
  expect([all.length, all[0]]).toEqual([122, { id: "c119", words: "Gift 119: 10% off, once" }])
})
