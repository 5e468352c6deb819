import { type Role, roles } from "@holdfast/protocol"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type TestApp, type TestPerson, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { type TestBrowser, testBrowser } from "../../testing/test-browser.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let owner: TestPerson
let browser: TestBrowser
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())
beforeEach(async () => {
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  owner = await server.addPerson(shop, "owner")
  browser = await browserOf(owner)
})

const browserOf = async (person: TestPerson) => {
  const browser = testBrowser(server, "203.0.113.1")
  await browser.signIn(person)
  return browser
}
const path = () => `/api/workspaces/${shop.appId}/security`
const setFactor = ({ id }: TestPerson, twoFactorEnabled: boolean) =>
  server.database.db.updateTable("auth.user").set({ twoFactorEnabled }).where("id", "=", id).execute()
const require = (requiresTwoFactor: boolean, from = browser) =>
  from.send("PATCH", path(), { requiresTwoFactor })

test("owners and admins see what is required and whom it would keep out; only the owner changes it", async () => {
  await setFactor(owner, true)
  const seen: Partial<Record<Role, [number, number]>> = {}
  for (const role of roles) {
    const from = role === "owner" ? browser : await browserOf(await server.addPerson(shop, role))
    seen[role] = [(await from.send("GET", path())).statusCode, (await require(false, from)).statusCode]
  }
  expect(seen).toEqual({
    owner: [200, 200],
    admin: [200, 403],
    developer: [403, 403],
    member: [403, 403],
    viewer: [403, 403],
  })
  expect((await browser.send("GET", path())).json()).toEqual({
    requiresTwoFactor: false,
    people: 5,
    withoutTwoFactor: 4,
  })
})

test("an owner without a second factor cannot require one", async () => {
  const answer = await require(true)
  expect([answer.statusCode, answer.json().error.code]).toEqual([409, "two_factor_first"])
  expect((await browser.send("GET", path())).json().requiresTwoFactor).toBe(false)
})

test("whoever has none is let into nothing of the workspace, with the next request, but into their account", async () => {
  const viewer = await server.addPerson(shop, "viewer")
  const theirs = await browserOf(viewer)
  const sessions = `/api/workspaces/${shop.appId}/sessions`
  expect((await theirs.send("GET", sessions)).statusCode).toBe(200)
  await setFactor(owner, true)
  expect((await require(true)).json()).toEqual({ requiresTwoFactor: true, people: 2, withoutTwoFactor: 1 })

  const refused = await theirs.send("GET", sessions)
  expect([refused.statusCode, refused.json().error.code]).toEqual([403, "two_factor_required"])
  for (const url of [
    `${sessions}/count`,
    `${sessions}/live`,
    `/api/workspaces/${shop.appId}/views`,
    path(),
  ]) {
    expect([url, (await theirs.send("GET", url)).statusCode]).toEqual([url, 403])
  }
  const me = await theirs.send("GET", "/api/me")
  expect(me.json()).toMatchObject({
    user: { hasTwoFactor: false },
    workspaces: [{ appId: shop.appId, requiresTwoFactor: true }],
  })
  const setUp = await theirs.send("POST", "/api/me/two-factor/set-up", { password: viewer.password })
  expect(setUp.statusCode).toBe(200)

  await setFactor(viewer, true)
  expect((await theirs.send("GET", sessions)).statusCode).toBe(200)
  await setFactor(viewer, false)
  await require(false)
  expect((await theirs.send("GET", sessions)).statusCode).toBe(200)
})

test("what one workspace requires is no affair of another, nor of who does not belong to it", async () => {
  await setFactor(owner, true)
  await require(true)
  const stranger = await browserOf(await server.addPerson(other, "owner"))
  expect((await stranger.send("GET", `/api/workspaces/${other.appId}/sessions`)).statusCode).toBe(200)
  expect((await stranger.send("GET", path())).statusCode).toBe(404)
})

test("each change is written into the log once", async () => {
  await setFactor(owner, true)
  for (const [second, wanted] of [true, true, false].entries()) {
    server.setTime(new Date(Date.UTC(2026, 10, 1, 12, 0, second)))
    await require(wanted)
  }
  const entries = await server.database.db
    .selectFrom("audit_entry")
    .select(["action", "actor_name", "detail"])
    .where("workspace_id", "=", shop.id)
    .where("action", "=", "two-factor.required")
    .orderBy("id")
    .execute()
  const entry = { action: "two-factor.required", actor_name: owner.email }
  expect(entries).toEqual([
    { ...entry, detail: { before: false, after: true } },
    { ...entry, detail: { before: true, after: false } },
  ])
})

test("anything but true or false is refused with a sentence", async () => {
  const answer = await browser.send("PATCH", path(), { requiresTwoFactor: "yes" })
  expect([answer.statusCode, answer.json().error.message]).toEqual([
    422,
    'requiresTwoFactor is "yes"; it takes boolean.',
  ])
})
