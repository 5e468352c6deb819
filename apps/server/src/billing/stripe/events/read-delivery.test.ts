import { expect, test } from "vitest"
import { readDelivery } from "./read-delivery.ts"
import { signed, stripeEvent } from "./testing/stripe-events.ts"

const noon = new Date("2026-11-01T12:00:00.000Z")
const secret = "whsec_now"
const object = { id: "sub_1", object: "subscription", customer: "cus_1" }
const changed = stripeEvent("evt_1", "customer.subscription.updated", object)

const read = (event: object, signedWith = secret, sentAt = noon, secrets = [secret]) => {
  const { headers, rawBody } = signed(event, signedWith, sentAt)
  return readDelivery(secrets, headers, rawBody, noon)
}

const at = new Date(1_767_225_600_000)
const head = { id: "evt_1", at, customerId: "cus_1" }

test("a change of a subscription says whose it is, and no more", () => {
  expect(read(changed)).toEqual({
    kind: "event",
    event: { ...head, subscriptionId: "sub_1", kind: "subscriptionChanged" },
  })
})

test("either of two secrets will do while one is rotated", () => {
  for (const used of ["whsec_old", "whsec_new"])
    expect(read(changed, used, noon, ["whsec_new", "whsec_old"]).kind).toBe("event")
})

test.for<[string, ReturnType<typeof read>]>([
  [
    "The signature was not made with the signing secret of this connection.",
    read(changed, "whsec_of_somebody_else"),
  ],
  [
    "The signature is older than 5 minutes; the clocks of both servers must be right.",
    read(changed, secret, new Date(noon.getTime() - 301_000)),
  ],
  [
    "The signature is older than 5 minutes; the clocks of both servers must be right.",
    read(changed, secret, new Date(noon.getTime() - 301_000), [secret, "whsec_other"]),
  ],
  ["The header stripe-signature is missing.", readDelivery([secret], {}, Buffer.from("{}"), noon)],
  ["No signing secret is known; enter it in Settings, Billing.", read(changed, secret, noon, [])],
  [
    "The delivery is signed, and is no event that can be read.",
    read({ object: "v2.core.event", id: "evt_1", type: "v1.billing.meter.no_meter_found" }),
  ],
  [
    "The signature was not made with the signing secret of this connection.",
    readDelivery([secret], { "stripe-signature": "t=now,v1=zz" }, Buffer.from("{}"), noon),
  ],
])("unsigned: %s", ([reason, delivery]) => {
  expect(delivery).toEqual({ kind: "unsigned", reason })
})

test("a signature of 299 seconds is taken", () => {
  expect(read(changed, secret, new Date(noon.getTime() - 299_000)).kind).toBe("event")
})

test("one changed byte of the body is refused", () => {
  const { headers, rawBody } = signed(changed, secret, noon)
  const other = Buffer.from(rawBody.toString().replace("cus_1", "cus_2"))
  expect(readDelivery([secret], headers, other, noon).kind).toBe("unsigned")
})

test("a paid invoice has its amount, its currency and its subscription, wherever that stands", () => {
  const paid = { customer: "cus_1", amount_paid: 2900, amount_due: 2900, currency: "usd" }
  const expected = {
    kind: "event",
    event: {
      ...{ ...head, subscriptionId: "sub_1", kind: "invoicePaid", amountMinor: 2900, currency: "usd" },
      discountMinor: null,
    },
  }
  const parent = { subscription_details: { subscription: "sub_1" } }
  expect(read(stripeEvent("evt_1", "invoice.paid", { ...paid, parent }))).toEqual(expected)
  expect(read(stripeEvent("evt_1", "invoice.paid", { ...paid, subscription: "sub_1" }))).toEqual(expected)
})

test("a paid invoice has what its discounts took off it in all", () => {
  const paid = { customer: "cus_1", amount_paid: 2000, currency: "usd" }
  const discountOf = (total_discount_amounts: object[] | null) => {
    const delivery = read(stripeEvent("evt_1", "invoice.paid", { ...paid, total_discount_amounts }))
    return delivery.kind === "event" && "discountMinor" in delivery.event && delivery.event.discountMinor
  }
  expect(
    discountOf([
      { discount: "di_1", amount: 600 },
      { discount: "di_2", amount: 300 },
    ]),
  ).toBe(900)
  expect(discountOf([])).toBe(0)
  expect(discountOf(null)).toBe(null)
})

test("a payment that failed has what was due", () => {
  const invoice = { customer: { id: "cus_1" }, amount_paid: 0, amount_due: 900, currency: "eur" }
  expect(read(stripeEvent("evt_1", "invoice.payment_failed", invoice))).toEqual({
    kind: "event",
    event: { ...head, subscriptionId: null, kind: "paymentFailed", amountMinor: 900, currency: "eur" },
  })
})

test("the second refund of a charge is its own part alone", () => {
  const charge = { customer: "cus_1", amount_refunded: 1500, currency: "usd" }
  const event = stripeEvent("evt_1", "charge.refunded", charge, undefined, { amount_refunded: 1000 })
  expect(read(event)).toEqual({
    kind: "event",
    event: { ...head, subscriptionId: null, kind: "refunded", amountMinor: 500, currency: "usd" },
  })
})

test.for([
  stripeEvent("evt_1", "customer.updated", { id: "cus_1" }),
  stripeEvent("evt_1", "invoice.paid", { customer: "cus_1", amount_paid: 0, currency: "usd" }),
  stripeEvent("evt_1", "charge.refunded", { customer: null, amount_refunded: 100, currency: "usd" }),
])("a signed event that says nothing of a payment or a subscription is ignored", (event) => {
  expect(read(event)).toEqual({ kind: "ignored", type: event.type })
})
