import { afterAll, beforeAll, expect, test } from "vitest"
import { fakeSystem } from "../../billing/testing/fake-system.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let member: string
beforeAll(async () => {
  const system = fakeSystem({
    listTerms: async (kind) =>
      kind === "coupons"
        ? [{ id: "STAY", words: "20% off, once" }]
        : [{ id: "price_pro", words: "Pro: $29.00 a month" }],
  })
  server = await testApp({ billing: { systemOf: async (_, mode) => (mode === "live" ? system : null) } })
  shop = await server.addWorkspace("Shop")
  member = await server.signIn(shop, "member")
})
afterAll(() => server.close())

const find = async (query: string) => {
  const url = `/api/workspaces/${shop.appId}/billing/terms?${query}`
  const answer = await server.app.inject({ url, headers: { cookie: member } })
  return [answer.statusCode, answer.json().terms ?? answer.json().error.message]
}

test("who edits flows finds coupons and prices by what they type", async () => {
  const coupon = { id: "STAY", words: "20% off, once", modes: ["live"] }
  expect(await find("kind=coupons")).toEqual([200, [coupon]])
  expect(await find("kind=coupons&search=20%25")).toEqual([200, [coupon]])
  expect(await find("kind=coupons&search=price")).toEqual([200, []])
  expect(await find("kind=prices&search=pro")).toMatchObject([200, [{ id: "price_pro" }]])
})

test("another kind is refused with what it takes", async () => {
  expect(await find("kind=plans")).toEqual([422, expect.stringContaining("kind")])
})
