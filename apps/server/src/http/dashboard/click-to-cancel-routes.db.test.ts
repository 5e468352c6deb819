import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
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
  await browser.signIn(await server.addPerson(shop, "admin"))
})

const path = () => `/api/workspaces/${shop.appId}/click-to-cancel`

test("both switches are off at first, and each is turned on by itself", async () => {
  expect((await browser.send("GET", path())).json()).toEqual({ singleClick: false, maximal: false })
  const first = await browser.send("PATCH", path(), { singleClick: true })
  expect(first.json()).toEqual({ singleClick: true, maximal: false })
  const second = await browser.send("PATCH", path(), { maximal: true })
  expect(second.json()).toEqual({ singleClick: true, maximal: true })
  expect((await browser.send("GET", path())).json()).toEqual({ singleClick: true, maximal: true })
})

test("a change is in the audit log, before and after; what changes nothing is not", async () => {
  await browser.send("PATCH", path(), { singleClick: true })
  await browser.send("PATCH", path(), { singleClick: true })
  await browser.send("PATCH", path(), {})
  const entries = await server.database.db
    .selectFrom("audit_entry")
    .select(["action", "detail", "actor_kind"])
    .where("workspace_id", "=", shop.id)
    .where("action", "=", "settings.changed")
    .execute()
  expect(entries).toEqual([
    {
      action: "settings.changed",
      actor_kind: "person",
      detail: { before: { singleClickCompliance: false }, after: { singleClickCompliance: true } },
    },
  ])
})

test("the other workspaces of the server keep their own", async () => {
  const other = await server.addWorkspace("Other")
  await browser.send("PATCH", path(), { singleClick: true, maximal: true })
  const theirs = testBrowser(server, "203.0.113.2")
  await theirs.signIn(await server.addPerson(other, "owner"))
  const answer = await theirs.send("GET", `/api/workspaces/${other.appId}/click-to-cancel`)
  expect(answer.json()).toEqual({ singleClick: false, maximal: false })
})

test.each([[{ singleClick: "yes" }], [{ everything: true }], [[]]])(
  "%j is refused with the field's name",
  async (body) => {
    const answer = await browser.send("PATCH", path(), body as object)
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.statusCode).toBeLessThan(500)
    if (body && "singleClick" in body) expect(answer.json().error.message).toContain("singleClick")
  },
)
