import Stripe from "stripe"
import { describe, expect, test } from "vitest"
import { daysAfter, openStandIn, secondsAfter } from "./testing/open-stand-in.ts"

const refusalOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => "not refused",
    (error: Error) => error.message,
  )

describe("discounts", () => {
  test("a list replaces the discounts that are there; a kept one is named by its id", async () => {
    const { stripe } = await openStandIn()
    const expanded = { expand: ["discounts"] }
    const first = await stripe.subscriptions.update("sub_mia", {
      discounts: [{ coupon: "tenth_for_ever" }],
      ...expanded,
    })
    const couponsOf = ({ discounts }: Stripe.Subscription) =>
      discounts.map((each) => (typeof each === "string" ? each : each.source.coupon))
    const [kept] = first.discounts
    if (typeof kept !== "object") throw new Error("It is expanded")
    const both = await stripe.subscriptions.update("sub_mia", {
      discounts: [{ discount: kept.id }, { coupon: "half_for_3" }],
      ...expanded,
    })
    expect(couponsOf(both)).toEqual(["tenth_for_ever", "half_for_3"])
    const one = await stripe.subscriptions.update("sub_mia", {
      discounts: [{ coupon: "half_for_3" }],
      ...expanded,
    })
    expect(couponsOf(one)).toEqual(["half_for_3"])
    expect((await stripe.subscriptions.update("sub_mia", { discounts: "" })).discounts).toEqual([])
    expect((await stripe.coupons.retrieve("half_for_3")).times_redeemed).toBe(2)
  })

  test("the next invoice says what is taken off, one discount after the other", async () => {
    const { stripe } = await openStandIn()
    const next = async () => (await stripe.invoices.createPreview({ subscription: "sub_mia" })).amount_due
    expect(await next()).toBe(2900)
    await stripe.subscriptions.update("sub_mia", {
      discounts: [{ coupon: "half_for_3" }, { coupon: "five_dollars_once" }, { coupon: "tenth_for_ever" }],
    })
    // (29.00 / 2 - 5.00) less a tenth
    expect(await next()).toBe(855)
    const instead = await stripe.invoices.createPreview({
      subscription: "sub_mia",
      discounts: [{ coupon: "tenth_for_ever" }],
    })
    expect([instead.amount_due, instead.total_discount_amounts?.[0]?.amount]).toEqual([2610, 290])
    expect(await next()).toBe(855)
  })

  test("a coupon that is not there and one of another currency are refused", async () => {
    const { stripe, world } = await openStandIn()
    const apply = (id: string, coupon: string) =>
      refusalOf(stripe.subscriptions.update(id, { discounts: [{ coupon }] }))
    expect(await apply("sub_mia", "none")).toBe("No such coupon: 'none'")
    expect(await apply("sub_eva", "five_dollars_once")).toContain("`usd`")
    expect(await apply("sub_mia", "half_for_3")).toBe("not refused")
    expect(world.subscriptions.get("sub_eva")?.discounts).toEqual([])
  })
})

describe("pauses", () => {
  test("a pause of the collection leaves the subscription active and its invoices void", async () => {
    const { stripe, standIn } = await openStandIn()
    const paused = await stripe.subscriptions.update("sub_mia", {
      pause_collection: { behavior: "void", resumes_at: secondsAfter(60) },
    })
    expect([paused.status, paused.pause_collection]).toEqual([
      "active",
      { behavior: "void", resumes_at: secondsAfter(60) },
    ])
    await standIn.advanceTo(daysAfter(15))
    const [latest] = (await stripe.invoices.list({ subscription: "sub_mia", limit: 1 })).data
    expect([latest?.status, latest?.amount_paid]).toEqual(["void", 0])
    await standIn.advanceTo(daysAfter(75))
    const resumed = await stripe.subscriptions.retrieve("sub_mia", { expand: ["latest_invoice"] })
    expect(resumed.pause_collection).toBeNull()
    expect(resumed.latest_invoice).toMatchObject({ status: "paid", amount_paid: 2900 })
  })

  test("a pause of the service stops the periods, credits what is not used, and is resumed with a new one", async () => {
    const { stripe, standIn } = await openStandIn()
    const paused = await stripe.subscriptions.pause("sub_mia")
    expect([paused.status, paused.status_details?.paused.subscription.type]).toEqual([
      "paused",
      "pause_requested",
    ])
    await standIn.advanceTo(daysAfter(40))
    expect((await stripe.invoices.list({ subscription: "sub_mia" })).data).toHaveLength(1)
    const resumed = await stripe.subscriptions.resume("sub_mia", { expand: ["latest_invoice"] })
    expect([resumed.status, resumed.items.data[0]?.current_period_start]).toEqual([
      "active",
      secondsAfter(40),
    ])
    // ten of thirty days were paid and not used
    expect(resumed.latest_invoice).toMatchObject({ amount_due: 2900 - 967, status: "paid" })
  })

  test("a pause of the service can be had with its end, by a schedule", async () => {
    const { stripe, standIn } = await openStandIn()
    const schedule = await stripe.subscriptionSchedules.create({
      from_subscription: "sub_mia",
      pause_schedules: [
        {
          pause: {
            pause_at: { type: "now" },
            settings: { bill_for: { unused_time_from: { type: "none" } } },
          },
          resume: { resume_at: { type: "timestamp", timestamp: secondsAfter(90) } },
        },
      ],
    })
    expect(schedule.pause_schedules[0]?.resume?.resume_at).toBe(secondsAfter(90))
    expect((await stripe.subscriptions.retrieve("sub_mia")).status).toBe("paused")
    await standIn.advanceTo(daysAfter(89))
    expect((await stripe.subscriptions.retrieve("sub_mia")).status).toBe("paused")
    await standIn.advanceTo(daysAfter(91))
    expect((await stripe.subscriptions.retrieve("sub_mia")).status).toBe("active")
  })

  test("what cannot be paused is refused with the reason", async () => {
    const { stripe } = await openStandIn()
    expect(await refusalOf(stripe.subscriptions.pause("sub_carl"))).toContain("`billing_mode` `classic`")
    await stripe.subscriptionSchedules.create({ from_subscription: "sub_mia" })
    expect(await refusalOf(stripe.subscriptions.pause("sub_mia"))).toContain(
      "managed by the subscription schedule",
    )
    expect(await refusalOf(stripe.subscriptions.resume("sub_tom"))).toContain("its status is `trialing`")
    expect(
      await refusalOf(
        stripe.subscriptions.update("sub_mia", {
          pause_collection: { behavior: "void", resumes_at: secondsAfter(-1) },
        }),
      ),
    ).toContain("Unix timestamp in the future")
  })
})

describe("trials", () => {
  test("a trial that is extended is billed later", async () => {
    const { stripe, standIn } = await openStandIn()
    const extended = await stripe.subscriptions.update("sub_tom", {
      trial_end: secondsAfter(12),
      proration_behavior: "none",
    })
    expect([extended.status, extended.trial_end, extended.items.data[0]?.current_period_end]).toEqual([
      "trialing",
      secondsAfter(12),
      secondsAfter(12),
    ])
    await standIn.advanceTo(daysAfter(11))
    expect((await stripe.invoices.list({ subscription: "sub_tom" })).data.map((each) => each.total)).toEqual([
      0,
    ])
    await standIn.advanceTo(daysAfter(12))
    const billed = await stripe.subscriptions.retrieve("sub_tom", { expand: ["latest_invoice"] })
    expect(billed.status).toBe("active")
    expect(billed.latest_invoice).toMatchObject({ status: "paid", amount_paid: 2900 })
  })

  test("no trial lasts longer than two years", async () => {
    const { stripe } = await openStandIn()
    expect(
      await refusalOf(stripe.subscriptions.update("sub_tom", { trial_end: secondsAfter(800) })),
    ).toContain("no more than two years")
  })
})

describe("plans", () => {
  const toTeam = { items: [{ id: "si_mia", price: "price_team" }] }

  test("a change is previewed and then billed as the preview said", async () => {
    const { stripe } = await openStandIn()
    const proration_date = secondsAfter(0)
    const preview = await stripe.invoices.createPreview({
      subscription: "sub_mia",
      subscription_details: { ...toTeam, proration_behavior: "always_invoice", proration_date },
    })
    expect((await stripe.subscriptions.retrieve("sub_mia")).items.data[0]?.price.id).toBe("price_pro")
    const changed = await stripe.subscriptions.update("sub_mia", {
      ...toTeam,
      proration_behavior: "always_invoice",
      proration_date,
      expand: ["latest_invoice"],
    })
    // the difference of 50.00 for ten of thirty days
    expect([preview.amount_due, preview.lines.data.map(({ amount }) => amount)]).toEqual([1666, [-967, 2633]])
    expect(changed.latest_invoice).toMatchObject({ amount_paid: 1666, status: "paid" })
    expect(changed.items.data.map(({ price }) => price.id)).toEqual(["price_team"])
  })

  test("without an invoice at once the next one has the difference", async () => {
    const { stripe } = await openStandIn()
    await stripe.subscriptions.update("sub_mia", toTeam)
    expect((await stripe.invoices.createPreview({ subscription: "sub_mia" })).amount_due).toBe(7900 + 1666)
    await stripe.subscriptions.update("sub_tom", {
      items: [{ id: "si_tom", price: "price_team" }],
    })
    expect((await stripe.invoices.createPreview({ subscription: "sub_tom" })).amount_due).toBe(7900)
  })

  test("an entry without an item's id adds one beside it", async () => {
    const { stripe } = await openStandIn()
    const both = await stripe.subscriptions.update("sub_mia", { items: [{ price: "price_team" }] })
    expect(both.items.data.map(({ price }) => price.id)).toEqual(["price_pro", "price_team"])
  })

  test("another interval begins a new period, and what was paid for the old one is credited", async () => {
    const { stripe } = await openStandIn()
    const changed = await stripe.subscriptions.update("sub_mia", {
      items: [{ id: "si_mia", price: "price_year" }],
      expand: ["latest_invoice"],
    })
    expect(changed.items.data[0]).toMatchObject({
      current_period_start: secondsAfter(0),
      current_period_end: secondsAfter(365),
    })
    expect(changed.latest_invoice).toMatchObject({ amount_paid: 29000 - 967 })
  })

  test("a card that is declined leaves the plan as it was, as the request wishes", async () => {
    const { stripe, world } = await openStandIn()
    world.declined.add("mia")
    const change = (payment_behavior: "error_if_incomplete" | "pending_if_incomplete") =>
      stripe.subscriptions.update("sub_mia", {
        ...toTeam,
        proration_behavior: "always_invoice",
        payment_behavior,
      })
    await expect(change("error_if_incomplete")).rejects.toBeInstanceOf(Stripe.errors.StripeCardError)
    const pending = await change("pending_if_incomplete")
    expect([
      pending.items.data[0]?.price.id,
      pending.pending_update?.subscription_items?.[0]?.price.id,
    ]).toEqual(["price_pro", "price_team"])
    expect(
      await refusalOf(
        stripe.subscriptions.update("sub_mia", {
          cancellation_details: { comment: "why" },
          payment_behavior: "pending_if_incomplete",
        }),
      ),
    ).toContain("you can't update `cancellation_details`")
  })

  test("a price of another currency, one that is not there and an item that is not there are refused", async () => {
    const { stripe } = await openStandIn()
    const change = (items: Stripe.SubscriptionUpdateParams.Item[]) =>
      refusalOf(stripe.subscriptions.update("sub_mia", { items }))
    expect(await change([{ id: "si_mia", price: "price_euro" }])).toContain(
      "The price specified only supports `eur`",
    )
    expect(await change([{ id: "si_mia", price: "none" }])).toBe("No such price: 'none'")
    expect(await change([{ id: "si_tom", price: "price_team" }])).toBe("No such subscription item: 'si_tom'")
  })
})

describe("cancellations", () => {
  test("at the period's end: it goes on until then, and can be taken back", async () => {
    const { stripe, standIn } = await openStandIn()
    const asked = await stripe.subscriptions.update("sub_mia", {
      cancel_at_period_end: true,
      cancellation_details: { feedback: "too_expensive", comment: "We have no budget" },
    })
    expect(asked).toMatchObject({
      status: "active",
      cancel_at: secondsAfter(10),
      cancellation_details: {
        feedback: "too_expensive",
        comment: "We have no budget",
        reason: "cancellation_requested",
      },
    })
    expect(await refusalOf(stripe.invoices.createPreview({ subscription: "sub_mia" }))).toBe(
      "No upcoming invoices for customer: 'mia'",
    )
    const back = await stripe.subscriptions.update("sub_mia", { cancel_at_period_end: false })
    expect([back.cancel_at, back.canceled_at]).toEqual([null, null])
    await stripe.subscriptions.update("sub_mia", { cancel_at_period_end: true })
    await standIn.advanceTo(daysAfter(11))
    const ended = await stripe.subscriptions.retrieve("sub_mia")
    expect([ended.status, ended.ended_at, ended.canceled_at]).toEqual([
      "canceled",
      secondsAfter(10),
      secondsAfter(0),
    ])
    expect((await stripe.subscriptions.list({ customer: "mia" })).data).toEqual([])
    expect((await stripe.subscriptions.list({ customer: "mia", status: "all" })).data).toHaveLength(1)
  })

  test("at once: what has ended can only say why", async () => {
    const { stripe } = await openStandIn()
    const ended = await stripe.subscriptions.cancel("sub_mia", { prorate: true, invoice_now: true })
    expect([ended.status, ended.cancellation_details?.reason]).toEqual(["canceled", "cancellation_requested"])
    expect(await stripe.customers.retrieve("mia")).toMatchObject({ balance: -967 })
    expect(await refusalOf(stripe.subscriptions.cancel("sub_mia"))).toBe("No such subscription: 'sub_mia'")
    expect(await refusalOf(stripe.subscriptions.update("sub_mia", { trial_end: "now" }))).toContain(
      "A canceled subscription can only update its cancellation_details and metadata",
    )
    const said = await stripe.subscriptions.update("sub_mia", {
      cancellation_details: { feedback: "unused" },
    })
    expect(said.cancellation_details?.feedback).toBe("unused")
  })

  test("what a schedule manages is cancelled through its schedule", async () => {
    const { stripe, standIn } = await openStandIn()
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: "sub_mia" })
    expect(await refusalOf(stripe.subscriptions.update("sub_mia", { cancel_at_period_end: true }))).toContain(
      "updating any cancelation behavior directly is not allowed",
    )
    await stripe.subscriptionSchedules.update(schedule.id, { end_behavior: "cancel" })
    const asked = await stripe.subscriptions.retrieve("sub_mia")
    expect([asked.cancel_at, asked.schedule]).toEqual([secondsAfter(10), schedule.id])
    await standIn.advanceTo(daysAfter(11))
    expect((await stripe.subscriptions.retrieve("sub_mia")).status).toBe("canceled")
    expect((await stripe.subscriptionSchedules.retrieve(schedule.id)).status).toBe("canceled")
  })
})

describe("schedules", () => {
  test("a plan changes at the end of the period, and nothing is prorated", async () => {
    const { stripe, standIn } = await openStandIn()
    const { id, phases } = await stripe.subscriptionSchedules.create({ from_subscription: "sub_mia" })
    const [current] = phases
    await stripe.subscriptionSchedules.update(id, {
      phases: [
        {
          start_date: current?.start_date ?? 0,
          end_date: current?.end_date ?? 0,
          items: [{ price: "price_pro", quantity: 1 }],
        },
        { items: [{ price: "price_team", quantity: 1 }], duration: { interval: "month" } },
      ],
      end_behavior: "release",
    })
    expect((await stripe.invoices.createPreview({ subscription: "sub_mia" })).amount_due).toBe(7900)
    expect((await stripe.subscriptions.retrieve("sub_mia")).items.data[0]?.price.id).toBe("price_pro")
    await standIn.advanceTo(daysAfter(10))
    const changed = await stripe.subscriptions.retrieve("sub_mia", { expand: ["latest_invoice"] })
    expect(changed.items.data.map((item) => [item.id, item.price.id])).toEqual([["si_mia", "price_team"]])
    expect(changed.latest_invoice).toMatchObject({ amount_paid: 7900 })
    await standIn.advanceTo(daysAfter(45))
    expect((await stripe.subscriptions.retrieve("sub_mia")).schedule).toBeNull()
    expect((await stripe.subscriptionSchedules.retrieve(id)).status).toBe("completed")
  })

  test("a released subscription goes on by itself, and a second schedule is refused", async () => {
    const { stripe } = await openStandIn()
    const { id } = await stripe.subscriptionSchedules.create({ from_subscription: "sub_mia" })
    expect(await refusalOf(stripe.subscriptionSchedules.create({ from_subscription: "sub_mia" }))).toContain(
      "already attached to a schedule",
    )
    const released = await stripe.subscriptionSchedules.release(id)
    expect([released.status, released.released_subscription]).toEqual(["released", "sub_mia"])
    const free = await stripe.subscriptions.update("sub_mia", { cancel_at_period_end: true })
    expect(free.cancel_at_period_end).toBe(true)
  })
})
