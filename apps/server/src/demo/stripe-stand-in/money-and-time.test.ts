import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import Stripe from "stripe"
import { describe, expect, onTestFinished, test } from "vitest"
import { addIntervals, periodEnd } from "./periods.ts"
import { clientOf, daysAfter, openStandIn, secondsAfter, testKey } from "./testing/open-stand-in.ts"

const second = (text: string) => Date.parse(text) / 1000

test("a month after the 31st is the last day of the next month, and the month after that the 31st again", () => {
  const january = second("2027-01-31T08:00:00Z")
  expect(addIntervals(january, "month", 1)).toBe(second("2027-02-28T08:00:00Z"))
  const monthly = { recurring: { interval: "month", interval_count: 1 } } as Stripe.Price
  expect(periodEnd(january, second("2027-02-28T08:00:00Z"), monthly)).toBe(second("2027-03-31T08:00:00Z"))
  expect(addIntervals(second("2028-02-29T00:00:00Z"), "year", 1)).toBe(second("2029-02-28T00:00:00Z"))
})

describe("time", () => {
  test("periods renew one after the other, each with its paid invoice, and a discount of months ends", async () => {
    const { stripe, standIn } = await openStandIn()
    await stripe.subscriptions.update("sub_mia", { discounts: [{ coupon: "half_for_3" }] })
    await standIn.advanceTo(daysAfter(140))
    const invoices = (await stripe.invoices.list({ subscription: "sub_mia" })).data
    expect(invoices.map(({ amount_paid, status }) => [amount_paid, status])).toEqual([
      [2900, "paid"],
      [2900, "paid"],
      [1450, "paid"],
      [1450, "paid"],
      [1450, "paid"],
      [2900, "paid"],
    ])
    expect((await stripe.subscriptions.retrieve("sub_mia")).discounts).toEqual([])
  })

  test("a discount for once is on one invoice", async () => {
    const { stripe, standIn } = await openStandIn()
    await stripe.subscriptions.update("sub_mia", { discounts: [{ coupon: "five_dollars_once" }] })
    await standIn.advanceTo(daysAfter(45))
    const paid = (await stripe.invoices.list({ subscription: "sub_mia" })).data.map(
      (each) => each.amount_paid,
    )
    expect(paid).toEqual([2900, 2400, 2900])
  })

  test("a card that is declined is tried again, and after the last time the subscription ends", async () => {
    const { stripe, standIn, world } = await openStandIn()
    world.declined.add("mia")
    await standIn.advanceTo(daysAfter(11))
    const unpaid = await stripe.subscriptions.retrieve("sub_mia", { expand: ["latest_invoice"] })
    expect(unpaid.status).toBe("past_due")
    expect(unpaid.latest_invoice).toMatchObject({ status: "open", next_payment_attempt: secondsAfter(13) })
    world.declined.delete("mia")
    await standIn.advanceTo(daysAfter(14))
    expect((await stripe.subscriptions.retrieve("sub_mia")).status).toBe("active")
    world.declined.add("mia")
    await standIn.advanceTo(daysAfter(70))
    const ended = await stripe.subscriptions.retrieve("sub_mia")
    expect([ended.status, ended.cancellation_details?.reason]).toEqual(["canceled", "payment_failed"])
  })
})

describe("money back", () => {
  async function paidInvoice() {
    const opened = await openStandIn()
    const { data } = await opened.stripe.invoices.list({ customer: "mia", expand: ["data.payments"] })
    const [invoice] = data
    const intent = invoice?.payments?.data[0]?.payment.payment_intent
    if (!invoice || typeof intent !== "string") throw new Error("Mia has paid")
    return { ...opened, invoice, intent }
  }

  test("a part is refunded, then the rest, and no more than was paid", async () => {
    const { stripe, intent } = await paidInvoice()
    const part = await stripe.refunds.create({ payment_intent: intent, amount: 900 })
    expect([part.amount, part.currency, part.status]).toEqual([900, "usd", "succeeded"])
    await expect(stripe.refunds.create({ payment_intent: intent, amount: 2001 })).rejects.toThrow(
      "Refund amount (2001) is greater than unrefunded amount on charge (2000)",
    )
    expect((await stripe.refunds.create({ payment_intent: intent })).amount).toBe(2000)
    await expect(stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
      code: "charge_already_refunded",
    })
  })

  test("a credit note goes to the card or to the balance, and the next invoice takes the balance off", async () => {
    const { stripe, invoice } = await paidInvoice()
    const note = await stripe.creditNotes.create({ invoice: invoice.id, amount: 1000, credit_amount: 1000 })
    expect([note.type, note.amount]).toEqual(["post_payment", 1000])
    expect((await stripe.invoices.createPreview({ subscription: "sub_mia" })).amount_due).toBe(1900)
    const back = await stripe.creditNotes.create({ invoice: invoice.id, amount: 500, refund_amount: 500 })
    expect(back.refunds.map(({ amount_refunded }) => amount_refunded)).toEqual([500])
    await expect(
      stripe.creditNotes.create({ invoice: invoice.id, amount: 1500, refund_amount: 1500 }),
    ).rejects.toThrow("greater than what is left")
    await expect(
      stripe.creditNotes.create({ invoice: invoice.id, amount: 300, refund_amount: 200 }),
    ).rejects.toThrow("must equal the credit note's amount")
  })
})

describe("events", () => {
  test("each change is told with what was before, by the request that made it or by time", async () => {
    const { stripe, standIn } = await openStandIn()
    await stripe.subscriptions.update("sub_mia", { cancel_at_period_end: true }, { idempotencyKey: "one" })
    await standIn.advanceTo(daysAfter(11))
    const { data } = await stripe.events.list({
      types: ["customer.subscription.updated", "customer.subscription.deleted"],
    })
    expect(
      data
        .filter(({ data: { object } }) => "id" in object && object.id === "sub_mia")
        .map(({ type, created, request, api_version }) => [
          type,
          created,
          request?.idempotency_key,
          api_version,
        ]),
    ).toEqual([
      ["customer.subscription.deleted", secondsAfter(10), null, Stripe.API_VERSION],
      ["customer.subscription.updated", secondsAfter(0), "one", Stripe.API_VERSION],
    ])
    expect(data.at(-1)?.data.previous_attributes).toMatchObject({
      cancel_at_period_end: false,
      cancel_at: null,
    })
  })

  test("events are listed for thirty days, from any one on", async () => {
    const { stripe, standIn } = await openStandIn()
    await stripe.customers.update("mia", { name: "Mia" })
    await stripe.customers.update("mia", { name: "Mia B." })
    const [second, first] = (await stripe.events.list()).data
    expect((await stripe.events.list({ ending_before: first?.id ?? "" })).data.map(({ id }) => id)).toEqual([
      second?.id,
    ])
    await standIn.advanceTo(daysAfter(31))
    expect((await stripe.events.list({ type: "customer.updated" })).data).toEqual([])
  })

  test("a process that is started anew makes new events", async () => {
    const ids = []
    for (const opened of [await openStandIn(), await openStandIn()]) {
      await opened.stripe.customers.update("mia", { name: "Mia" })
      ids.push(opened.world.events[0]?.id)
    }
    expect(new Set(ids).size).toBe(2)
  })
})

describe("webhooks", () => {
  const secret = "whsec_of_the_tests"

  /** A receiver that checks signatures as the client does. */
  async function receive() {
    const types: string[] = []
    const receiver = createServer((request, response) => {
      let text = ""
      request.on("data", (part) => {
        text += part
      })
      request.on("end", () => {
        const event = Stripe.webhooks.constructEvent(
          text,
          String(request.headers["stripe-signature"]),
          secret,
        )
        types.push(event.type)
        response.end()
      })
    })
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", () => resolve()))
    onTestFinished(() => void receiver.close())
    return { types, url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook` }
  }

  test("events are sent, signed, in order", async () => {
    const { stripe, standIn } = await openStandIn()
    const { types, url } = await receive()
    standIn.sendEventsTo({ livemode: false, url, secret, types: ["customer.updated", "customer.deleted"] })
    await stripe.customers.update("mia", { name: "Mia" })
    await stripe.customers.del("mia")
    await standIn.delivered()
    expect(types).toEqual(["customer.updated", "customer.deleted"])
    expect(standIn.deliveries.map(({ status }) => status)).toEqual([200, 200])
  })

  test("they come twice, the newest first or not at all on command, and only to their own mode", async () => {
    const { stripe, standIn } = await openStandIn()
    const { types, url } = await receive()
    const wanted = ["customer.subscription.deleted", "customer.deleted", "customer.updated"]
    standIn.sendEventsTo({ livemode: false, url, secret, types: wanted })
    standIn.sendEventsTo({ livemode: true, url, secret })
    standIn.disturb({ isDoubled: true, isReversed: true })
    await stripe.customers.del("mia")
    standIn.disturb({ isLost: true })
    await stripe.customers.update("eva", { name: "Eva" })
    standIn.disturb({})
    await stripe.customers.del("eva")
    await standIn.delivered()
    expect(types).toEqual([
      "customer.deleted",
      "customer.deleted",
      "customer.subscription.deleted",
      "customer.subscription.deleted",
      "customer.subscription.deleted",
      "customer.deleted",
    ])
  })

  test("a receiver that is not there is noted, and the next event is sent all the same", async () => {
    const { stripe, standIn } = await openStandIn()
    standIn.sendEventsTo({ livemode: false, url: "http://127.0.0.1:1/", secret })
    await stripe.customers.update("mia", { name: "Mia" })
    await standIn.delivered()
    expect(standIn.deliveries).toMatchObject([{ type: "customer.updated", status: null }])
  })
})

test("a world can be made by requests alone", async () => {
  const { standIn } = await openStandIn()
  const stripe = clientOf(standIn, testKey)
  const product = await stripe.products.create({ name: "Solo" })
  const price = await stripe.prices.create({
    product: product.id,
    currency: "usd",
    unit_amount: 900,
    recurring: { interval: "month" },
  })
  const coupon = await stripe.coupons.create({ percent_off: 12.5, duration: "forever" })
  const customer = await stripe.customers.create({ name: "Noa", email: "noa@example.com" })
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id, quantity: 2 }],
    discounts: [{ coupon: coupon.id }],
    expand: ["latest_invoice"],
  })
  expect(subscription.status).toBe("active")
  expect(subscription.latest_invoice).toMatchObject({ subtotal: 1800, amount_paid: 1575 })
  expect((await stripe.customers.list({ email: "noa@example.com" })).data).toHaveLength(1)
})
