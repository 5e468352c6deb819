import type { BillingAct } from "@holdfast/protocol/schema"
import { describe, expect, test } from "vitest"
import { daysAfter, testNow } from "../../demo/stripe-stand-in/testing/open-stand-in.ts"
import { openActs, patient, requestOf } from "./testing/open-acts.ts"

const refusal = (sentence: string) => ({ kind: "refused", reason: expect.stringContaining(sentence) })
const failure = (sentence: string) => ({ kind: "failed", reason: expect.stringContaining(sentence) })
const cancel = { action: "cancel", body: {} } as const
const discount = { action: "discount", body: { coupon: "half_for_3" } } as const

describe("a request", () => {
  test("for a subscription of another customer is refused, whatever it asks", async () => {
    const { carryOut, preview, sent } = await openActs()
    for (const act of [cancel, discount]) {
      const foreign = requestOf(act, { subscriptionId: "sub_eva" })
      const sentence = refusal("does not belong to your account")
      expect([await carryOut(foreign), await preview(foreign)]).toEqual([sentence, sentence])
    }
    expect(sent()).toEqual([])
  })

  test("of a customer whom Stripe does not know is refused, and a person reads what Stripe says", async () => {
    const { carryOut } = await openActs()
    const nobody = { customerId: "cus_nobody" }
    expect(await carryOut(requestOf(discount, nobody))).toEqual({
      kind: "refused",
      reason: "Your account is not known to the billing system.",
    })
    expect(await carryOut(requestOf(cancel, nobody))).toEqual(refusal("No such customer: 'cus_nobody'"))
    const gone = requestOf(discount, { subscriptionId: "sub_none" })
    expect(await carryOut(gone)).toEqual(refusal("Your subscription is not known"))
  })

  test("that names no subscription is about the only one; of several none is guessed", async () => {
    const { carryOut, stripe, subscription } = await openActs()
    const { id } = await stripe.subscriptions.create({ customer: "mia", items: [{ price: "price_year" }] })
    expect(await carryOut(requestOf(cancel))).toEqual(refusal("several subscriptions"))
    const named = await carryOut(requestOf(cancel, { subscriptionId: id }))
    expect(named).toMatchObject({ kind: "scheduled" })
    expect((await subscription("sub_mia")).cancel_at).toBe(null)
    await stripe.subscriptions.cancel(id)
    expect(await carryOut(requestOf(cancel))).toMatchObject({ kind: "scheduled" })
    await stripe.subscriptions.cancel("sub_mia")
    expect(await carryOut(requestOf(cancel))).toEqual(refusal("no running subscription"))
  })

  test("for what the flow does not offer is refused, and Stripe is not asked", async () => {
    const { carryOut, standIn } = await openActs()
    const flow = { isOffered: false, reason: null, rebate: null }
    expect(await carryOut(requestOf(discount, { flow }))).toEqual(refusal("not among the offers"))
    expect(standIn.asked).toEqual([])
  })

  test("under a key that was revoked, or that may not do it, fails: a later try may do it", async () => {
    const keys = [
      { key: "rk_test_revoked", isRevoked: true },
      { key: "rk_test_reads", permissions: ["customer_read", "subscription_read", "coupon_read"] as const },
    ]
    for (const [key, sentence] of [
      ["rk_test_revoked", "does not accept the key"],
      ["rk_test_unknown", "does not accept the key"],
      ["rk_test_reads", "rak_subscription_write"],
    ] as const) {
      const { carryOut, sent, world } = await openActs({ key, keys })
      const before = world.events.length
      expect(await carryOut(requestOf(cancel))).toEqual(failure(sentence))
      expect(world.events).toHaveLength(before)
      expect(sent().length).toBe(key === "rk_test_reads" ? 1 : 0)
    }
  })

  test("of one mode is not sent with the key of the other", async () => {
    const { carryOut, standIn } = await openActs()
    expect(await carryOut(requestOf(cancel, { mode: "live" }))).toEqual(
      failure("not one of Stripe's for live"),
    )
    expect(standIn.asked).toEqual([])
    // a sandbox has keys that look like those of the test mode
    expect(await carryOut(requestOf(cancel, { mode: "sandbox" }))).toMatchObject({ kind: "scheduled" })
  })

  test("that ended the only subscription is found again by it, though the clocks differ", async () => {
    const { withSettings } = await openActs()
    const { carryOut, outcomeOf } = withSettings({ cancelAt: "now" })
    const request = requestOf(cancel, { requestedAt: new Date(testNow.getTime() + 60_000) })
    expect(await carryOut(request, patient)).toEqual({ kind: "applied" })
    expect(await outcomeOf(request, patient)).toEqual({ kind: "applied" })
  })

  test("is sent under its own id", async () => {
    const { carryOut, standIn } = await openActs()
    const request = requestOf(discount)
    await carryOut(request)
    expect(
      standIn.asked.flatMap(({ method, idempotencyKey }) => (method === "POST" ? idempotencyKey : [])),
    ).toEqual([request.id])
  })
})

describe("facts", () => {
  const facts = async (id: string) => {
    const opened = await openActs()
    return { ...opened, read: () => opened.acts.facts(id, patient) }
  }

  test("tell of a customer, with the subscription that runs before the ones that ended", async () => {
    const { read, stripe } = await facts("mia")
    await stripe.subscriptions.update("sub_mia", { discounts: [{ coupon: "half_for_3" }] })
    const newer = await stripe.subscriptions.create({ customer: "mia", items: [{ price: "price_year" }] })
    await stripe.subscriptions.cancel(newer.id)
    const known = await read()
    expect(known).toMatchObject({
      asOf: testNow,
      customer: { id: "mia", email: "mia@example.com", name: "mia" },
      subscriptions: [
        {
          id: "sub_mia",
          customerId: "mia",
          end: daysAfter(10).toISOString(),
          status: { name: "active" },
          items: [
            {
              id: "si_mia",
              quantity: 1,
              price: { id: "price_pro", amount: { value: 2900, currency: "usd" } },
            },
          ],
          discounts: [
            { coupon: { id: "half_for_3", couponType: "PERCENT", couponAmount: 50, couponDuration: 3 } },
          ],
        },
        { id: newer.id, status: { name: "canceled" } },
      ],
    })
  })

  test("are none of a customer whom Stripe does not know, or has deleted", async () => {
    const { read, acts, stripe } = await facts("mia")
    expect(await acts.facts("cus_nobody", patient)).toBe(null)
    await stripe.customers.del("mia")
    expect(await read()).toBe(null)
  })

  test("are given up when nobody waits for them", async () => {
    const { acts, standIn } = await facts("mia")
    standIn.fail({ kind: "hang" }, { times: 2 })
    const controller = new AbortController()
    const asked = acts.facts("mia", controller.signal)
    controller.abort()
    await expect(asked).rejects.toThrow()
  })
})

describe("a preview", () => {
  const at = (day: number) => daysAfter(day)
  const previewed: [string, BillingAct, object, object?][] = [
    ["mia", discount, { nextCharge: { amountMinor: 1450, currency: "usd", at: at(10) }, accessUntil: null }],
    [
      "mia",
      { action: "pause", body: { duration: 1, interval: "month" } },
      { nextCharge: { amountMinor: 2900, at: new Date("2027-01-11T12:00:00Z") }, accessUntil: null },
    ],
    [
      "mia",
      { action: "pause", body: { duration: 1, interval: "week" } },
      { nextCharge: { amountMinor: 2900, at: at(10) }, accessUntil: null },
    ],
    [
      "mia",
      { action: "pause", body: { duration: 1, interval: "month" } },
      { nextCharge: { at: new Date("2027-01-01T12:00:00Z") }, accessUntil: at(0) },
      { pauseMeaning: "service" },
    ],
    [
      "tom",
      { action: "extend-trial", body: { days: 14 } },
      { nextCharge: { amountMinor: 2900, at: at(19) } },
    ],
    [
      "mia",
      { action: "change-plan", body: { planId: "price_team" } },
      { nextCharge: { amountMinor: 7900, at: at(10) } },
      { proration: "none" },
    ],
    [
      "mia",
      { action: "change-plan", body: { planId: "price_team" } },
      { nextCharge: { amountMinor: 7900, at: at(10) } },
      { changePlanAt: "period-end" },
    ],
    ["mia", cancel, { nextCharge: null, accessUntil: at(10) }],
    ["mia", cancel, { nextCharge: null, accessUntil: at(0) }, { cancelAt: "now" }],
  ]

  test.for(previewed)("for %s of %j says %o", async ([customerId, act, expected, settings = {}]) => {
    const { preview, world, sent } = await openActs(settings)
    const before = [world.events.length, sent().length]
    expect(await preview(requestOf(act, { customerId }))).toMatchObject({ kind: "allowed", ...expected })
    expect([world.events.length, sent().length]).toEqual(before)
  })

  test.for(["always_invoice", "create_prorations"] as const)(
    "of a plan that changes at once is what is then billed: %s",
    async (proration) => {
      const { preview, carryOut, stripe, standIn } = await openActs({ proration })
      const request = requestOf({ action: "change-plan", body: { planId: "price_team" } })
      const previewed = await preview(request)
      await carryOut(request)
      if (proration === "create_prorations") await standIn.advanceTo(at(10))
      const { data } = await stripe.invoices.list({ subscription: "sub_mia", limit: 1 })
      expect(previewed).toMatchObject({
        nextCharge: { amountMinor: data[0]?.amount_due, at: at(proration === "always_invoice" ? 0 : 10) },
      })
    },
  )

  test("says what would be refused, and why", async () => {
    const { preview } = await openActs()
    const act = { action: "extend-trial", body: { days: 7 } } as const
    expect(await preview(requestOf(act))).toEqual(refusal("Only a trial can be extended"))
  })
})
