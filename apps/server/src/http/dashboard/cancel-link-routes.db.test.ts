import { roles } from "@holdfast/protocol"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { flowToken, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { type TestBrowser, testBrowser } from "../../testing/test-browser.ts"

let server: TestApp
let shop: TestWorkspace
let browser: TestBrowser
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())
beforeEach(async () => {
  shop = await server.addWorkspace("Shop")
  browser = testBrowser(server, "203.0.113.1")
  await browser.signIn(await server.addPerson(shop, "developer"))
})

const path = () => `/api/workspaces/${shop.appId}/cancel-link`
const list = ["https://shop.example/account", "https://help.example/"]
const change = async (returnAddresses: unknown, from = browser) => {
  const answer = await from.send("PATCH", path(), { returnAddresses })
  return [answer.statusCode, answer.json().error?.message ?? answer.json().returnAddresses]
}

test("owners, admins and developers keep the list", async () => {
  const seen: Record<string, unknown> = {}
  for (const role of roles) {
    const from = testBrowser(server, "203.0.113.2")
    await from.signIn(await server.addPerson(shop, role))
    seen[role] = [(await from.send("GET", path())).statusCode, (await change(list, from))[0]]
  }
  expect(seen).toEqual({
    ...{ owner: [200, 200], admin: [200, 200], developer: [200, 200] },
    ...{ member: [403, 403], viewer: [403, 403] },
  })
})

test("addresses are kept as they are compared, in their order, and the page leads back at once", async () => {
  const page = async () => {
    const token = flowToken(shop, { c: "cus_1", m: "live", t: Date.parse("2026-11-01T12:00:00.000Z") })
    return (await server.app.inject(`/cancel/${shop.appId}?token=${token}`)).body
  }
  expect(await page()).not.toContain("data-back")
  expect(await change([" https://Shop.example/a/../account ", "https://help.example"])).toEqual([200, list])
  expect((await browser.send("GET", path())).json()).toEqual({
    address: `http://127.0.0.1:4870/cancel/${shop.appId}`,
    returnAddresses: list,
  })
  expect(await page()).toContain('data-back href="https://shop.example/account"')
})

test("a change is in the audit log with before and after, one that changes nothing is not", async () => {
  // entries of one millisecond have no order
  server.setTime("2026-11-01T12:00:00.000Z")
  await change(list)
  await change(list)
  server.setTime("2026-11-01T12:00:01.000Z")
  await change([])
  const entries = await server.database.db
    .selectFrom("audit_entry")
    .select(["action", "detail"])
    .where("workspace_id", "=", shop.id)
    .where("action", "=", "settings.changed")
    .orderBy("id")
    .execute()
  expect(entries.map(({ detail }) => detail)).toEqual([
    { before: { returnAddresses: [] }, after: { returnAddresses: list } },
    { before: { returnAddresses: list }, after: { returnAddresses: [] } },
  ])
})

test("what cannot be led back to is refused by its place, and nothing changes", async () => {
  await change(list)
  const takes = (i: number) =>
    `returnAddresses[${i}] takes an address such as https://shop.example/account: https, without a query, a fragment or a password, and at most 500 characters.`
  expect(await change(["https://a.example", "http://shop.example"])).toEqual([422, takes(1)])
  expect(await change(["javascript:alert(1)"])).toEqual([422, takes(0)])
  expect(await change(["https://a.example", "https://A.example/"])).toEqual([
    422,
    "returnAddresses has https://a.example/ twice.",
  ])
  expect((await change(Array.from({ length: 21 }, (_, i) => `https://a.example/${i}`)))[0]).toBe(422)
  expect((await change("https://a.example"))[0]).toBe(422)
  expect((await browser.send("GET", path())).json().returnAddresses).toEqual(list)
})
