import type { Rebate } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { daysAfter } from "../../../demo/stripe-stand-in/testing/open-stand-in.ts"
import { openActs, requestOf } from "../testing/open-acts.ts"

const refusal = (sentence: string) => ({ kind: "refused", reason: expect.stringContaining(sentence) })
const half: Rebate = { amountType: "PERCENT", amount: 50, currency: null, invoiceScope: "LATEST_PAID" }
const five: Rebate = { amountType: "FIXED", amount: 500, currency: "usd", invoiceScope: "FIRST_PAID" }

const rebate = (rule: Rebate | null, more = {}) =>
  requestOf(
    { action: "rebate", body: {} },
    { flow: { isOffered: rule !== null, reason: null, rebate: rule }, ...more },
  )

/** Mia after three periods, the last of which was dearer. */
async function afterThreePeriods(settings = {}) {
  const opened = await openActs(settings)
  await opened.standIn.advanceTo(daysAfter(11))
  await opened.stripe.subscriptions.update("sub_mia", {
    items: [{ id: "si_mia", price: "price_team" }],
    proration_behavior: "none",
  })
  await opened.standIn.advanceTo(daysAfter(43))
  const { data } = await opened.stripe.invoices.list({ subscription: "sub_mia", status: "paid" })
  expect(data.map(({ amount_paid }) => amount_paid)).toEqual([7900, 2900, 2900])
  const requestedAt = daysAfter(43)
  return { ...opened, invoices: data, later: { requestedAt } }
}

test("goes back to where the money came from, of the invoice that its rule names", async () => {
  const { carryOut, outcomeOf, stripe, invoices, later } = await afterThreePeriods()
  const ofLatest = rebate(half, later)
  const ofFirst = rebate(five, later)
  expect([await carryOut(ofLatest), await carryOut(ofFirst)]).toEqual([
    { kind: "applied" },
    { kind: "applied" },
  ])
  const { data } = await stripe.refunds.list()
  expect(data.map(({ amount, reason, metadata }) => [amount, reason, metadata?.holdfast_request])).toEqual([
    [500, "requested_by_customer", ofFirst.id],
    [3950, "requested_by_customer", ofLatest.id],
  ])
  const charges = await Promise.all(data.map(({ charge }) => stripe.charges.retrieve(String(charge))))
  expect(charges.map(({ amount }) => amount)).toEqual([invoices.at(-1)?.amount_paid, 7900])
  expect([await outcomeOf(ofLatest), await outcomeOf(ofFirst)]).toEqual([
    { kind: "applied" },
    { kind: "applied" },
  ])
})

test("is a credit on the next invoice where the company set it so", async () => {
  const { carryOut, outcomeOf, stripe } = await openActs({ rebateAs: "credit-note" })
  const request = rebate(half)
  expect(await carryOut(request)).toEqual({ kind: "applied" })
  const { data } = await stripe.creditNotes.list()
  expect(data.map(({ amount, metadata }) => [amount, metadata?.holdfast_request])).toEqual([
    [1450, request.id],
  ])
  const mia = await stripe.customers.retrieve("mia")
  expect(mia).toMatchObject({ balance: -1450 })
  expect(await outcomeOf(request)).toEqual({ kind: "applied" })
})

test.for(["refund", "credit-note"] as const)("each invoice is paid back once, by a %s", async (rebateAs) => {
  const { carryOut, outcomeOf, sent } = await openActs({ rebateAs })
  await carryOut(rebate(five))
  const again = rebate(five)
  expect(await carryOut(again)).toEqual(refusal("paid back to you already"))
  expect(sent()).toHaveLength(1)
  expect(await outcomeOf(again)).toMatchObject({ kind: "failed" })
})

test("what cannot be paid back is refused in words for the customer", async () => {
  const { carryOut, stripe, world } = await openActs()
  expect(await carryOut(rebate(five, { customerId: "eva" }))).toEqual(refusal("cannot be given in EUR"))
  expect(await carryOut(rebate({ ...five, amount: 3000 }))).toEqual(refusal("payment was smaller"))
  expect(await carryOut(rebate(half, { customerId: "tom" }))).toEqual(refusal("No payment was found"))
  expect(await carryOut(rebate(null))).toEqual(refusal("not among the offers"))
  // paid by a transfer outside of Stripe
  for (const payment of world.invoicePayments.values()) payment.payment = { type: "payment_record" }
  expect(await carryOut(rebate(half))).toEqual(refusal("cannot be paid back automatically"))
  expect((await stripe.refunds.list()).data).toEqual([])
})

test("a payment that the company had paid back by itself is not paid back beyond what it was", async () => {
  const { carryOut, stripe, world } = await openActs()
  const [intent] = world.paymentIntents.keys()
  await stripe.refunds.create({ payment_intent: intent ?? "" })
  expect(await carryOut(rebate(half))).toEqual(refusal("paid back to you already"))
})
