import { expect, test } from "vitest"
import { daysAfter, secondsAfter } from "../../../demo/stripe-stand-in/testing/open-stand-in.ts"
import { openActs, requestOf } from "../testing/open-acts.ts"

const refusal = (sentence: string) => ({ kind: "refused", reason: expect.stringContaining(sentence) })
const change = (planId: string) => ({ action: "change-plan", body: { planId } }) as const

test.for(["create_prorations", "always_invoice", "none"] as const)(
  "the plan changes at once, with its seats, and the difference is as the setting %s says",
  async (proration) => {
    const { carryOut, subscription, stripe, sent } = await openActs({ proration })
    await stripe.subscriptions.update("sub_mia", {
      items: [{ id: "si_mia", quantity: 3 }],
      proration_behavior: "none",
    })
    const request = requestOf(change("price_team"))
    expect(await carryOut(request)).toEqual({ kind: "applied" })
    const { items, metadata } = await subscription("sub_mia")
    expect(items.data.map(({ id, price, quantity }) => [id, price.id, quantity])).toEqual([
      ["si_mia", "price_team", 3],
    ])
    expect(metadata).toEqual({ holdfast_request: request.id })
    // without a quantity Stripe makes it one seat
    expect(sent().at(-1)).toContain("items[0][price]=price_team&items[0][quantity]=3")
    expect(sent().at(-1)).toContain(`proration_behavior=${proration}`)
    expect(
      sent()
        .at(-1)
        ?.includes(`proration_date=${secondsAfter(0)}`),
    ).toBe(proration !== "none")
  },
)

test("a card that is declined changes nothing", async () => {
  const { carryOut, outcomeOf, subscription, world } = await openActs({ proration: "always_invoice" })
  world.declined.add("mia")
  const before = await subscription("sub_mia")
  const request = requestOf(change("price_team"))
  expect(await carryOut(request)).toEqual(refusal("payment for it did not go through. Nothing was changed."))
  expect(await subscription("sub_mia")).toEqual(before)
  expect(await outcomeOf(request)).toMatchObject({ kind: "failed" })
})

test("at the end of the period the plan changes by a schedule, and the subscription goes on without it", async () => {
  const { carryOut, outcomeOf, subscription, stripe, standIn } = await openActs({
    changePlanAt: "period-end",
  })
  const request = requestOf(change("price_team"))
  const planned = { kind: "scheduled", at: daysAfter(10) }
  expect([await carryOut(request), await outcomeOf(request)]).toEqual([planned, planned])
  expect((await subscription("sub_mia")).items.data[0]?.price.id).toBe("price_pro")
  expect((await stripe.invoices.createPreview({ subscription: "sub_mia" })).amount_due).toBe(7900)
  await standIn.advanceTo(daysAfter(11))
  expect((await subscription("sub_mia")).items.data[0]?.price.id).toBe("price_team")
  await standIn.advanceTo(daysAfter(50))
  expect(await subscription("sub_mia")).toMatchObject({ status: "active", schedule: null })
  // it was done on its day
  expect(await outcomeOf(request)).toMatchObject({ kind: "scheduled" })
})

test("a schedule that cannot be finished is taken away again: it would be in the way of a cancellation", async () => {
  const { carryOut, subscription, standIn } = await openActs({ changePlanAt: "period-end" })
  standIn.fail(
    { kind: "answer", status: 429 },
    { method: "POST", path: /subscription_schedules\/sub_sched_\w+$/ },
  )
  expect(await carryOut(requestOf(change("price_team")))).toMatchObject({ kind: "failed" })
  expect((await subscription("sub_mia")).schedule).toBe(null)
})

test("a plan that is not to be had is refused in words for the customer", async () => {
  const { carryOut, stripe, world, sent } = await openActs()
  const year = world.prices.get("price_year")
  if (!year) throw new Error("It is seeded")
  world.prices.set("price_old", { ...year, id: "price_old", active: false })
  world.prices.set("price_once", { ...year, id: "price_once", recurring: null })
  for (const [plan, sentence] of [
    ["price_pro", "have this plan already"],
    ["price_none", "not available any more"],
    ["price_old", "not available any more"],
    ["price_once", "not available any more"],
    ["price_euro", "not available in USD"],
  ] as const)
    expect(await carryOut(requestOf(change(plan)))).toEqual(refusal(sentence))
  const euros = { currency_options: { eur: {}, usd: {} } } as unknown as typeof year
  world.prices.set("price_both", { ...year, ...euros, id: "price_both", currency: "gbp" })
  expect(await carryOut(requestOf(change("price_both")))).not.toEqual(refusal("not available"))
  const before = sent().length
  await stripe.subscriptions.update("sub_eva", { items: [{ price: "price_euro", quantity: 1 }] })
  expect(await carryOut(requestOf(change("price_team"), { customerId: "eva" }))).toEqual(
    refusal("several parts"),
  )
  await stripe.subscriptions.update("sub_carl", { pause_collection: { behavior: "void" } })
  expect(await carryOut(requestOf(change("price_team"), { customerId: "carl" }))).toEqual(
    refusal("is paused"),
  )
  expect(sent()).toHaveLength(before + 2)
})
