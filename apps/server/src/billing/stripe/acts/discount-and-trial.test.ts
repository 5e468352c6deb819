import type Stripe from "stripe"
import { describe, expect, test } from "vitest"
import { secondsAfter } from "../../../demo/stripe-stand-in/testing/open-stand-in.ts"
import { openActs, requestOf } from "../testing/open-acts.ts"

const refusal = (sentence: string) => ({ kind: "refused", reason: expect.stringContaining(sentence) })
const couponsOf = ({ discounts }: Stripe.Subscription) =>
  discounts.map((discount) => (typeof discount === "string" ? discount : discount.source.coupon))
const discount = (coupon: string) => ({ action: "discount", body: { coupon } }) as const

describe("a discount", () => {
  test("comes beside those that are there, and the next invoice falls", async () => {
    const { carryOut, subscription, stripe } = await openActs()
    await stripe.subscriptions.update("sub_mia", { discounts: [{ coupon: "tenth_for_ever" }] })
    const request = requestOf(discount("five_dollars_once"))
    expect(await carryOut(request)).toEqual({ kind: "applied" })
    const changed = await subscription("sub_mia")
    expect(couponsOf(changed)).toEqual(["tenth_for_ever", "five_dollars_once"])
    expect(changed.metadata).toEqual({ holdfast_request: request.id })
    // (29.00 less a tenth) less 5.00
    expect((await stripe.invoices.createPreview({ subscription: "sub_mia" })).amount_due).toBe(2110)
  })

  test("of the customer is kept, since a subscription's own list ends it", async () => {
    const { carryOut, sent, world } = await openActs()
    const mia = world.customers.get("mia")
    const theirs = { id: "di_hers", object: "discount", source: { type: "coupon", coupon: "tenth_for_ever" } }
    if (mia) world.customers.set("mia", { ...mia, discount: theirs as Stripe.Discount })
    await carryOut(requestOf(discount("half_for_3")))
    expect(sent()).toEqual([
      expect.stringContaining("discounts[0][discount]=di_hers&discounts[1][coupon]=half_for_3"),
    ])
  })

  test("that the customer has, or that is not to be had, is refused in words for them", async () => {
    const { carryOut, stripe, world, sent } = await openActs()
    await stripe.subscriptions.update("sub_mia", { discounts: [{ coupon: "half_for_3" }] })
    const tenth = world.coupons.get("tenth_for_ever")
    if (!tenth) throw new Error("It is seeded")
    world.coupons.set("expired", { ...tenth, id: "expired", valid: false })
    world.coupons.set("of_team", { ...tenth, id: "of_team", applies_to: { products: ["prod_team"] } })
    const before = sent().length
    expect(await carryOut(requestOf(discount("half_for_3")))).toEqual(
      refusal("You have this discount already"),
    )
    expect(await carryOut(requestOf(discount("none")))).toEqual(refusal("not available any more"))
    expect(await carryOut(requestOf(discount("expired")))).toEqual(refusal("not available any more"))
    expect(await carryOut(requestOf(discount("of_team")))).toEqual(refusal("not for your plan"))
    const ofEva = requestOf(discount("five_dollars_once"), { customerId: "eva" })
    expect(await carryOut(ofEva)).toEqual(refusal("cannot be given in EUR"))
    expect(sent()).toHaveLength(before)
  })

  test("in several currencies is given in each of them", async () => {
    const { carryOut, sent, world } = await openActs()
    const coupon = world.coupons.get("five_dollars_once")
    const options = { currency_options: { eur: { amount_off: 500 }, usd: { amount_off: 500 } } }
    if (coupon) world.coupons.set(coupon.id, { ...coupon, ...options })
    await carryOut(requestOf(discount("five_dollars_once"), { customerId: "eva" }))
    expect(sent()).toEqual([expect.stringContaining("discounts[0][coupon]=five_dollars_once")])
  })
})

test("on a subscription that ends, or that a schedule plans for, nothing is given", async () => {
  const { carryOut, stripe } = await openActs()
  await stripe.subscriptions.update("sub_mia", { cancel_at_period_end: true })
  await stripe.subscriptionSchedules.create({ from_subscription: "sub_eva" })
  await stripe.subscriptions.cancel("sub_carl")
  const acts = [
    discount("half_for_3"),
    { action: "pause", body: { duration: 1, interval: "month" } },
    { action: "change-plan", body: { planId: "price_team" } },
    { action: "extend-trial", body: { days: 7 } },
  ] as const
  for (const act of acts) {
    expect(await carryOut(requestOf(act))).toEqual(refusal("is set to end on 2026-12-11"))
    const planned = await carryOut(requestOf(act, { customerId: "eva" }))
    expect(planned).toEqual(refusal("A change of your subscription is planned already"))
    const ended = requestOf(act, { customerId: "carl", subscriptionId: "sub_carl" })
    expect(await carryOut(ended)).toEqual(refusal("has ended"))
  }
})

test("a subscription that the company has limited to a later day goes on, and is given what it is offered", async () => {
  const { carryOut, stripe, subscription } = await openActs()
  await stripe.subscriptions.update("sub_mia", { cancel_at: secondsAfter(300) })
  expect(await carryOut(requestOf(discount("half_for_3")))).toEqual({ kind: "applied" })
  expect((await subscription("sub_mia")).cancel_at).toBe(secondsAfter(300))
})

describe("a trial", () => {
  const extend = (days: number) => ({ action: "extend-trial", body: { days } }) as const
  const toms = { customerId: "tom" }

  test("goes on for the days that were offered, and is billed after them", async () => {
    const { carryOut, subscription } = await openActs()
    expect(await carryOut(requestOf(extend(14), toms))).toEqual({ kind: "applied" })
    expect(await subscription("sub_tom")).toMatchObject({ status: "trialing", trial_end: secondsAfter(19) })
  })

  test("is none for who pays already: the days that are paid for would be lost", async () => {
    const { carryOut, sent } = await openActs()
    expect(await carryOut(requestOf(extend(14)))).toEqual(refusal("Only a trial can be extended"))
    for (const days of [0, 0.5, 731])
      expect(await carryOut(requestOf(extend(days), toms))).toEqual(refusal("1 to 730 whole days"))
    expect(sent()).toEqual([])
  })
})
