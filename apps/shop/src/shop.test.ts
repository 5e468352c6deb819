import fastify from "fastify"
import { expect, test } from "vitest"
import { makeAuthHash } from "./prove.ts"
import { registerShop } from "./shop.ts"

async function openShop() {
  const app = fastify()
  await registerShop(app, { appId: "abc", flowKey: "key", holdfastUrl: "https://holdfast.example" })
  const account = async (id: string) => (await app.inject(`/shop/api/account?customer=${id}`)).json()
  const post = (path: string, payload: object) =>
    app.inject({ method: "POST", url: `/shop/api/${path}`, payload })
  return { app, account, post }
}

test("the page and its scripts are served, and the path without a slash leads there", async () => {
  const { app } = await openShop()
  const statuses = []
  for (const url of ["/shop/", "/shop/shop.js", "/shop/shop.css", "/shop"]) {
    statuses.push((await app.inject(url)).statusCode)
  }
  expect(statuses).toEqual([200, 200, 200, 302])
})

test("an account comes with the proof for its own customer", async () => {
  const { account } = await openShop()
  const { customer, subscriptions, holdfast } = await account("lan_mira")
  expect({ id: customer.id, price: subscriptions[0].items[0].price.amount, hash: holdfast.authHash }).toEqual(
    {
      id: "lan_mira",
      price: { model: "fixed", value: 1200, currency: "usd" },
      hash: makeAuthHash("key", "lan_mira"),
    },
  )
  expect(holdfast).toMatchObject({ appId: "abc", url: "https://holdfast.example" })
})

test("billing remembers what happened to one customer until it is reset", async () => {
  const { account, post } = await openShop()
  const kind = async (id: string) => (await account(id)).account.change?.kind ?? null
  await post("pause", { customer: "lan_mira", months: 2 })
  await post("discount", { customer: "lan_ruth", couponId: "half", percent: 50, months: 3 })
  await post("cancel", { customer: "lan_jonas" })
  expect([
    await kind("lan_mira"),
    await kind("lan_ruth"),
    await kind("lan_jonas"),
    await kind("lan_teo"),
  ]).toEqual(["paused", "discounted", "canceled", null])
  await post("reset", { customer: "lan_jonas" })
  expect(await kind("lan_jonas")).toBeNull()
})

test("a trial goes on from the day on which it would have ended, and a plan is another one", async () => {
  const { account, post } = await openShop()
  const end = (await account("lan_priya")).subscriptions[0].end
  await post("extend-trial", { customer: "lan_priya", days: 7 })
  const until = Date.parse((await account("lan_priya")).account.change.until)
  expect(Math.round((until - Date.parse(end)) / 86_400_000)).toBe(7)
  const plan = { id: "pro", name: "Pro", priceMinor: 2900, currency: "usd", interval: "month" }
  await post("switch-plan", { customer: "lan_mira", ...plan })
  expect((await account("lan_mira")).account.change).toEqual({ kind: "switched", plan })
  expect((await post("switch-plan", { customer: "lan_mira", ...plan, priceMinor: -1 })).statusCode).toBe(400)
})

test("nobody and nonsense are refused", async () => {
  const { app, post } = await openShop()
  expect([
    (await app.inject("/shop/api/account?customer=nobody")).statusCode,
    (await post("cancel", { customer: "nobody" })).statusCode,
    (await post("cancel", {})).statusCode,
    (await post("pause", { customer: "lan_mira", months: 0 })).statusCode,
  ]).toEqual([404, 404, 400, 400])
})
