import { expect, test } from "vitest"
import { daysAfter, openStandIn } from "../../demo/stripe-stand-in/testing/open-stand-in.ts"
import { failedPayments } from "./failed-payments.ts"

test("a payment that fails is told from its invoice on, with Stripe's page for it, until it is paid", async () => {
  const { standIn, stripe, world } = await openStandIn()
  world.declined.add("mia")
  expect(await failedPayments(stripe, "mia", daysAfter(9))).toEqual([])
  await standIn.advanceTo(daysAfter(11))
  const [failed, ...more] = await failedPayments(stripe, "mia", daysAfter(11))
  expect(more).toEqual([])
  expect(failed).toEqual({
    subscriptionId: "sub_mia",
    since: daysAfter(10),
    payUrl: expect.stringMatching(/^https:\/\//),
  })
  expect(await failedPayments(stripe, "eva", daysAfter(11))).toEqual([])
  world.declined.delete("mia")
  await standIn.advanceTo(daysAfter(14))
  expect(await failedPayments(stripe, "mia", daysAfter(14))).toEqual([])
})

test("a debit that is under way has not failed, an invoice that is sent has once its day has passed", async () => {
  const { standIn, stripe, world } = await openStandIn()
  world.declined.add("mia")
  await standIn.advanceTo(daysAfter(11))
  const [open] = [...world.invoices.values()].filter(({ status }) => status === "open")
  if (!open) throw new Error("Mia's invoice is open")
  const put = (more: object) => world.invoices.set(open.id, { ...open, ...more })
  put({ attempt_count: 1, next_payment_attempt: null })
  expect(await failedPayments(stripe, "mia", daysAfter(11))).toEqual([])
  const due = daysAfter(20)
  put({ collection_method: "send_invoice", attempt_count: 0, due_date: due.getTime() / 1000 })
  expect(await failedPayments(stripe, "mia", daysAfter(19))).toEqual([])
  expect(await failedPayments(stripe, "mia", daysAfter(21))).toMatchObject([{ since: due }])
})

test("of a customer whom Stripe does not know nothing is open", async () => {
  const { stripe } = await openStandIn()
  expect(await failedPayments(stripe, "nobody", daysAfter(0))).toEqual([])
})
