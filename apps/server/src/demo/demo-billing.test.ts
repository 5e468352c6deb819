import { registerShop } from "@holdfast/shop"
import fastify from "fastify"
import { expect, onTestFinished, test } from "vitest"
import { demoAccount } from "./demo-account.ts"
import { startDemoBilling } from "./demo-billing.ts"

/** The demo shop, with its billing at the stand-in, as the demo starts it. */
async function openShop() {
  const billing = await startDemoBilling(() => new Date())
  const app = fastify()
  onTestFinished(async () => {
    await app.close()
    await billing.close()
  })
  const { stripe, reset } = billing
  await registerShop(app, {
    appId: "abc",
    flowKey: "key",
    holdfastUrl: "https://holdfast.example",
    stripe,
    reset,
  })
  const account = async (id: string) => (await app.inject(`/shop/api/account?customer=${id}`)).json()
  const bill = async (id: string) => (await account(id)).account.bill
  const post = (path: string, payload: object) =>
    app.inject({ method: "POST", url: `/shop/api/${path}`, payload })
  return { app, account, bill, post }
}

const daysUntil = (iso: string) => Math.round((Date.parse(iso) - Date.now()) / 86_400_000)

test("the page and its scripts are served, and the path without a slash leads there", async () => {
  const { app } = await openShop()
  const statuses = []
  for (const url of ["/shop/", "/shop/shop.js", "/shop/shop.css", "/shop"]) {
    statuses.push((await app.inject(url)).statusCode)
  }
  expect(statuses).toEqual([200, 200, 200, 302])
})

test("an account comes with the proof for its own customer, and with what is billed", async () => {
  const { account } = await openShop()
  const { customer, subscriptions, holdfast, account: shown } = await account("lan_mira")
  expect({ id: customer.id, price: subscriptions[0].items[0].price.amount }).toEqual({
    id: "lan_mira",
    price: { model: "fixed", value: 1200, currency: "usd" },
  })
  expect(holdfast).toMatchObject({ appId: "abc", url: "https://holdfast.example" })
  expect(holdfast.authHash).toMatch(/^[0-9a-f]{64}$/)
  expect(shown.bill).toMatchObject({
    plan: "Starter",
    price: { amount: 1200, currency: "usd", interval: "month" },
    nextInvoice: { amount: 1200 },
    isChanged: false,
  })
  expect(daysUntil(shown.bill.nextInvoice.at)).toBe(12)
})

test("everybody of the shop begins as the page says of them", async () => {
  const { account, bill } = await openShop()
  const { everybody } = await account("lan_mira")
  const states = []
  for (const { id } of everybody) {
    const { plan, nextInvoice, trialUntil, isPaused, isChanged } = await bill(id)
    states.push([id, plan, nextInvoice?.amount ?? null, trialUntil !== null, isPaused, isChanged])
  }
  expect(states).toEqual([
    ["lan_mira", "Starter", 1200, false, false, false],
    ["lan_jonas", "Pro", 29000, false, false, false],
    ["lan_priya", "Team", 7900, true, false, false],
    ["lan_teo", "Starter", null, false, true, false],
    ["lan_ruth", "Pro", 2900, false, false, false],
    ["lan_elise", "Pro", 2750, false, false, false],
  ])
})

test("a discount lowers the next invoice, and is taken back by Undo", async () => {
  const { bill, post } = await openShop()
  await post("discount", { customer: "lan_ruth", coupon: "STAY30" })
  expect(await bill("lan_ruth")).toMatchObject({
    nextInvoice: { amount: 2030 },
    discounts: [{ words: "30% off" }],
    isChanged: true,
  })
  await post("reset", { customer: "lan_ruth" })
  expect(await bill("lan_ruth")).toMatchObject({
    nextInvoice: { amount: 2900 },
    discounts: [],
    isChanged: false,
  })
})

test("a cancellation ends the subscription with the period that is paid for", async () => {
  const { bill, post } = await openShop()
  await post("cancel", { customer: "lan_jonas" })
  const ending = await bill("lan_jonas")
  expect([daysUntil(ending.endsAt), ending.nextInvoice, ending.hasEnded]).toEqual([320, null, false])
})

test("a pause, a trial that goes on and another plan are at Stripe, too", async () => {
  const { bill, post } = await openShop()
  await post("pause", { customer: "lan_mira", count: 3, interval: "week" })
  expect(daysUntil((await bill("lan_mira")).pausedUntil)).toBe(21)
  await post("extend-trial", { customer: "lan_priya", days: 7 })
  expect(daysUntil((await bill("lan_priya")).trialUntil)).toBe(12)
  await post("switch-plan", { customer: "lan_ruth", plan: "price_starter_monthly_usd" })
  const smaller = await bill("lan_ruth")
  expect([smaller.plan, smaller.price.amount]).toEqual(["Starter", 1200])
  // what was paid for the larger plan is credited
  expect(smaller.nextInvoice.amount).toBeLessThan(1200)
})

test("what Stripe refuses is said in its words; nobody and nonsense are refused", async () => {
  const { app, post } = await openShop()
  const refused = await post("discount", { customer: "lan_mira", coupon: "none" })
  expect([refused.statusCode, refused.json().message]).toEqual([400, "No such coupon: 'none'"])
  expect([
    (await app.inject("/shop/api/account?customer=nobody")).statusCode,
    (await post("cancel", { customer: "nobody" })).statusCode,
    (await post("cancel", {})).statusCode,
    (await post("pause", { customer: "lan_mira", count: 0, interval: "month" })).statusCode,
  ]).toEqual([404, 404, 400, 400])
})

test("the shop's account has every plan in every currency, and each coupon that the demo's flows give", () => {
  const { prices, coupons } = demoAccount(new Date())
  expect(prices.map(({ id }) => id)).toContain("price_team_annual_jpy")
  expect(coupons.map(({ id }) => id)).toContain("STAY30")
  for (const coupon of coupons) expect(coupon).toMatchObject({ percentOff: expect.any(Number) })
})
