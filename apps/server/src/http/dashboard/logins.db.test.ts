import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type TestApp, type TestPerson, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { testBrowser } from "../../testing/test-browser.ts"

let server: TestApp
let shop: TestWorkspace
let person: TestPerson
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())
beforeEach(async () => {
  shop = await server.addWorkspace("Shop")
  person = await server.addPerson(shop, "owner")
})

const entries = async () => {
  const rows = await server.database.db
    .selectFrom("audit_entry")
    .select(["action", "address", "detail", "actor_name", "target_id"])
    .where("workspace_id", "=", shop.id)
    .orderBy("id")
    .execute()
  for (const { actor_name, target_id } of rows)
    expect([actor_name, target_id]).toEqual([person.email, person.id])
  return sorted(rows.map(({ action, address, detail }) => [action, address, detail]))
}
/** The clock stands still here, and entries of one moment have no order. */
const sorted = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).sort()
const began = (address: string, factor = "password") => ["login.began", address, { factor }]
const ended = (address: string, why: string, more = {}) => ["login.ended", address, { why, ...more }]
const refused = (address: string, factor = "password") => ["login.refused", address, { factor }]

test("signing in replaces the login that the browser had, also one of somebody else", async () => {
  const browser = testBrowser(server, "192.0.2.1")
  const cookies: string[] = []
  const signIn = async (who: TestPerson) => {
    await browser.signIn(who)
    const cookie = await server.database.db
      .selectFrom("auth.login")
      .select("id")
      .where("userId", "=", who.id)
      .execute()
    cookies.push(...cookie.map(({ id }) => id))
    return cookie.length
  }
  expect([await signIn(person), await signIn(person)]).toEqual([1, 1])
  expect(new Set(cookies).size).toBe(2)
  const other = await server.addPerson(shop, "viewer")
  await browser.signIn(other)
  const left = () => server.database.db.selectFrom("auth.login").select("userId").execute()
  expect((await left()).filter(({ userId }) => userId === person.id)).toEqual([])
  // a browser of its own keeps its own
  await testBrowser(server, "192.0.2.2").signIn(person)
  expect((await browser.send("GET", "/api/me")).statusCode).toBe(200)
})

test("what begins and ends logins is in the audit log, with address and factor", async () => {
  const laptop = testBrowser(server, "192.0.2.1")
  await laptop.signIn(person)
  await laptop.signIn(person)
  await testBrowser(server, "192.0.2.2").signIn(person)
  await testBrowser(server, "192.0.2.3").signIn(person)
  const { password } = person
  const { logins } = (await laptop.send("GET", "/api/me/logins")).json()
  await laptop.send("POST", `/api/me/logins/${logins.at(-1).id}/end`, { password })
  await laptop.send("POST", "/api/me/logins/end-others", { password })
  await laptop.send("POST", "/api/me/logins/end-others", { password })
  await laptop.send("POST", "/api/auth/sign-out", {})
  expect((await laptop.send("GET", "/api/me")).statusCode).toBe(401)
  expect(await entries()).toEqual(
    sorted([
      began("192.0.2.1"),
      ended("192.0.2.1", "signed in again"),
      began("192.0.2.1"),
      began("192.0.2.2"),
      began("192.0.2.3"),
      ended("192.0.2.1", "ended by the person"),
      ended("192.0.2.1", "ended by the person", { logins: 1 }),
      ended("192.0.2.1", "signed out"),
    ]),
  )
})

test("refused sign-ins are in the audit log, ten times an hour for one person, whoever guesses", async () => {
  for (let n = 0; n < 12; n++) {
    await testBrowser(server, `198.51.100.${n}`).signIn(person, "wrong horse battery")
    await testBrowser(server, `198.51.100.${n}`).signIn({ ...person, email: `nobody-${n}@example.com` })
  }
  const first = Array.from({ length: 10 }, (_, n) => refused(`198.51.100.${n}`))
  // they are written beside the answer
  await expect.poll(async () => (await entries()).length).toBe(10)
  expect(await entries()).toEqual(sorted(first))
})

test("a login ends after 30 days, however much it is used, and after 12 hours where a second factor is required", async () => {
  const browser = testBrowser(server, "192.0.2.1")
  const now = "2026-11-02T12:00:00.000Z"
  server.setTime(now)
  const setAge = (age: string) =>
    server.database.pool.query(
      `update auth.login set "createdAt" = $1::timestamptz - $2::interval where "userId" = $3`,
      [now, age, person.id],
    )
  const statuses = async () => [
    (await browser.send("GET", "/api/me")).statusCode,
    (await browser.send("GET", `/api/workspaces/${shop.appId}/sessions`)).statusCode,
  ]
  const requireFactor = (required: boolean) =>
    server.database.pool.query(
      `with person as (update auth."user" set "twoFactorEnabled" = $2)
       update workspace set requires_two_factor = $2 where id = $1`,
      [shop.id, required],
    )
  await browser.signIn(person)
  await setAge("29 days 23 hours 59 minutes")
  expect(await statuses()).toEqual([200, 200])
  await setAge("30 days")
  expect(await statuses()).toEqual([401, 401])

  await browser.signIn(person)
  await requireFactor(true)
  await setAge("11 hours 59 minutes")
  expect(await statuses()).toEqual([200, 200])
  await setAge("12 hours")
  // no other workspace asks for it
  expect((await browser.send("GET", "/api/me")).statusCode).toBe(200)
  expect(await statuses()).toEqual([200, 401])
  expect(await statuses()).toEqual([401, 401])
  await requireFactor(false)
  expect(await entries()).toEqual(
    sorted([
      began("192.0.2.1"),
      ended("192.0.2.1", "too old"),
      began("192.0.2.1"),
      ended("192.0.2.1", "too old"),
    ]),
  )
})
