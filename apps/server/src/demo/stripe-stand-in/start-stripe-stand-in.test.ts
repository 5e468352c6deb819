import Stripe from "stripe"
import { describe, expect, test } from "vitest"
import { clientOf, openStandIn, testKey, testNow } from "./testing/open-stand-in.ts"

const failureOf = (asked: Promise<unknown>): Promise<Stripe.errors.StripeError> =>
  asked.then(
    () => {
      throw new Error("It was not refused")
    },
    (error: Stripe.errors.StripeError) => error,
  )

describe("keys", () => {
  test("an unknown key, a revoked one and none are told apart", async () => {
    const { standIn } = await openStandIn([{ key: "rk_test_old", isRevoked: true }])
    const unknown = await failureOf(clientOf(standIn, "rk_test_wrong").customers.list())
    expect(unknown).toBeInstanceOf(Stripe.errors.StripeAuthenticationError)
    expect(unknown.message).toBe("Invalid API Key provided: rk_test_*rong")
    const revoked = await failureOf(clientOf(standIn, "rk_test_old").customers.list())
    expect([revoked.statusCode, revoked.code]).toEqual([401, "api_key_expired"])
    expect((await fetch(`${standIn.url}/v1/customers`)).status).toBe(401)
  })

  test("a restricted key does what it may, and Stripe names the permission that is missing", async () => {
    const { standIn } = await openStandIn([
      { key: "rk_test_few", permissions: ["customer_read", "subscription_write"] },
    ])
    const stripe = clientOf(standIn, "rk_test_few")
    expect((await stripe.customers.retrieve("mia")).id).toBe("mia")
    // who may write may read
    expect((await stripe.subscriptions.retrieve("sub_mia")).id).toBe("sub_mia")
    const refused = await failureOf(stripe.coupons.retrieve("half_for_3"))
    expect(refused).toBeInstanceOf(Stripe.errors.StripePermissionError)
    expect(refused.message).toContain("Having the 'rak_coupon_read' permission")
  })

  test("the mode is the key's: what is there in test is not there in live", async () => {
    const { standIn } = await openStandIn([{ key: "rk_live_all" }])
    const live = clientOf(standIn, "rk_live_all")
    expect((await live.customers.list()).data).toEqual([])
    const missing = await failureOf(live.customers.retrieve("mia"))
    expect([missing.code, missing.message]).toEqual(["resource_missing", "No such customer: 'mia'"])
    expect(await clientOf(standIn).customers.retrieve("mia")).toMatchObject({ livemode: false })
  })

  test("the account is the key's own", async () => {
    const { stripe, standIn } = await openStandIn()
    const account = await stripe.accounts.retrieveCurrent()
    expect(account.id).toBe(standIn.state.test.account.id)
    expect(account.settings?.dashboard.display_name).toBe("Stand-in for Stripe")
  })
})

test("another version than the client's is refused", async () => {
  const { standIn } = await openStandIn()
  const stripe = clientOf(standIn)
  const refused = await failureOf(stripe.customers.list({}, { apiVersion: "2020-08-27" }))
  expect(refused.message).toContain("Invalid Stripe API version: 2020-08-27")
})

test("what Stripe does not know and what the stand-in does not do are refused by name", async () => {
  const { stripe } = await openStandIn()
  const unknown = await failureOf(stripe.subscriptions.update("sub_mia", { days_until_due: 3 }))
  expect([unknown.code, unknown.param]).toEqual(["parameter_unknown", "days_until_due"])
  expect((await failureOf(stripe.balance.retrieve())).message).toBe(
    "Unrecognized request URL (GET: /v1/balance).",
  )
})

describe("lists and what is expanded", () => {
  test("a list has pages in both directions", async () => {
    const { stripe } = await openStandIn()
    const ids = (page: { data: { id: string }[]; has_more: boolean }) => [
      page.data.map(({ id }) => id),
      page.has_more,
    ]
    const first = await stripe.prices.list({ limit: 3 })
    expect(ids(first)).toEqual([["price_euro", "price_year", "price_team"], true])
    expect(ids(await stripe.prices.list({ limit: 3, starting_after: "price_team" }))).toEqual([
      ["price_pro"],
      false,
    ])
    expect(ids(await stripe.prices.list({ limit: 2, ending_before: "price_pro" }))).toEqual([
      ["price_year", "price_team"],
      true,
    ])
    const all = await stripe.prices.list({ limit: 1 }).autoPagingToArray({ limit: 100 })
    expect(all).toHaveLength(4)
    const missing = await failureOf(stripe.prices.list({ starting_after: "price_none" }))
    expect([missing.statusCode, missing.message]).toEqual([400, "No such price: 'price_none'"])
  })

  test("ids become objects where it is asked for, four levels deep at most", async () => {
    const { stripe } = await openStandIn()
    await stripe.subscriptions.update("sub_mia", { discounts: [{ coupon: "half_for_3" }] })
    const plain = await stripe.subscriptions.retrieve("sub_mia")
    expect([typeof plain.discounts[0], plain.customer, typeof plain.latest_invoice]).toEqual([
      "string",
      "mia",
      "string",
    ])
    const { data } = await stripe.subscriptions.list({
      customer: "mia",
      expand: ["data.discounts.source.coupon", "data.customer", "data.latest_invoice.payments"],
    })
    const [full] = data
    expect(full?.discounts[0]).toMatchObject({ source: { coupon: { percent_off: 50 } } })
    expect(full?.customer).toMatchObject({ email: "mia@example.com" })
    expect(full?.latest_invoice).toMatchObject({ payments: { data: [{ amount_paid: 2900 }] } })
    const tooDeep = await failureOf(stripe.subscriptions.list({ expand: ["data.items.data.price.product"] }))
    expect(tooDeep.message).toContain("You cannot expand more than 4 levels of a property")
    const nothing = await failureOf(stripe.subscriptions.retrieve("sub_mia", { expand: ["status"] }))
    expect(nothing.message).toBe("This property cannot be expanded (status).")
  })
})

describe("idempotency", () => {
  test("the same request is answered once more, and done once", async () => {
    const { stripe, world } = await openStandIn()
    const invoice = [...world.invoices.values()].find(({ customer }) => customer === "mia")
    const { data } = await stripe.invoicePayments.list({ invoice: invoice?.id ?? "" })
    const payment_intent = String(data[0]?.payment.payment_intent)
    const refund = () => stripe.refunds.create({ payment_intent, amount: 500 }, { idempotencyKey: "one" })
    const [first, second] = [await refund(), await refund()]
    expect(second.id).toBe(first.id)
    expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined()
    expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true")
    expect([...world.refunds.keys()]).toEqual([first.id])
  })

  test("a key with other parameters is refused, and nothing is done", async () => {
    const { stripe, world } = await openStandIn()
    const pause = (days: number) =>
      stripe.subscriptions.update(
        "sub_mia",
        { pause_collection: { behavior: "void", resumes_at: testNow.getTime() / 1000 + days * 86400 } },
        { idempotencyKey: "one" },
      )
    await pause(30)
    const refused = await failureOf(pause(60))
    expect(refused).toBeInstanceOf(Stripe.errors.StripeIdempotencyError)
    expect(world.subscriptions.get("sub_mia")?.pause_collection?.resumes_at).toBe(
      testNow.getTime() / 1000 + 30 * 86400,
    )
  })

  test("what was refused is not remembered: the key works once the request is right", async () => {
    const { stripe } = await openStandIn()
    const apply = (coupon: string) =>
      stripe.subscriptions.update("sub_mia", { discounts: [{ coupon }] }, { idempotencyKey: "one" })
    expect((await failureOf(apply("none"))).message).toBe("No such coupon: 'none'")
    expect((await apply("half_for_3")).discounts).toHaveLength(1)
  })
})

describe("what goes wrong on command", () => {
  test("too many requests and an outage change nothing, and end by themselves", async () => {
    const { stripe, standIn, world } = await openStandIn()
    const cancel = () => stripe.subscriptions.update("sub_mia", { cancel_at_period_end: true })
    standIn.fail({ kind: "answer", status: 429 })
    expect(await failureOf(cancel())).toBeInstanceOf(Stripe.errors.StripeRateLimitError)
    standIn.fail({ kind: "answer", status: 500 })
    expect(await failureOf(cancel())).toBeInstanceOf(Stripe.errors.StripeAPIError)
    expect(world.subscriptions.get("sub_mia")?.cancel_at_period_end).toBe(false)
    expect((await cancel()).cancel_at_period_end).toBe(true)
  })

  test("the client itself asks once more after a cut, and learns what was done", async () => {
    const { stripe, standIn, world } = await openStandIn()
    standIn.fail({ kind: "cut", isDone: true })
    const answer = await stripe.subscriptions.update("sub_mia", { cancel_at_period_end: true })
    expect(answer.lastResponse.headers["idempotent-replayed"]).toBe("true")
    expect(standIn.asked.map(({ status }) => status)).toEqual([null, 200])
    expect(world.events).toHaveLength(1)
  })

  test("a connection can be cut after it is done: the same key says what was done", async () => {
    const { stripe, standIn, world } = await openStandIn()
    const cancel = () =>
      stripe.subscriptions.update("sub_mia", { cancel_at_period_end: true }, { idempotencyKey: "one" })
    standIn.fail({ kind: "cut", isDone: true }, { method: "POST", path: /\/sub_mia$/, times: 2 })
    // a request that the fault is not meant for
    await stripe.subscriptions.retrieve("sub_mia")
    expect(await failureOf(cancel())).toBeInstanceOf(Stripe.errors.StripeConnectionError)
    expect(world.subscriptions.get("sub_mia")?.cancel_at_period_end).toBe(true)
    expect((await cancel()).lastResponse.headers["idempotent-replayed"]).toBe("true")
    expect(world.events.map(({ type }) => type)).toEqual(["customer.subscription.updated"])
  })

  test("a connection that is cut before it is done leaves nothing", async () => {
    const { stripe, standIn, world } = await openStandIn()
    standIn.fail({ kind: "cut" }, { times: 2 })
    expect(await failureOf(stripe.subscriptions.cancel("sub_mia"))).toBeInstanceOf(
      Stripe.errors.StripeConnectionError,
    )
    expect(world.subscriptions.get("sub_mia")?.status).toBe("active")
  })

  test("a request that hangs is given up by the client, and can have been done", async () => {
    const { standIn, world } = await openStandIn()
    standIn.fail({ kind: "hang", isDone: true })
    const { hostname, port } = new URL(standIn.url)
    const impatienceMs = 50
    const impatient = new Stripe(testKey, {
      host: hostname,
      port: Number(port),
      protocol: "http",
      maxNetworkRetries: 0,
      timeout: impatienceMs,
    })
    expect(await failureOf(impatient.subscriptions.cancel("sub_mia"))).toBeInstanceOf(
      Stripe.errors.StripeConnectionError,
    )
    await expect.poll(() => world.subscriptions.get("sub_mia")?.status).toBe("canceled")
  })

  test("a slow answer is the right one", async () => {
    const { stripe, standIn } = await openStandIn()
    standIn.fail({ kind: "slow", ms: 20 })
    expect((await stripe.customers.retrieve("mia")).id).toBe("mia")
    expect(standIn.asked.at(-1)).toMatchObject({ method: "GET", path: "/v1/customers/mia", status: 200 })
  })
})
