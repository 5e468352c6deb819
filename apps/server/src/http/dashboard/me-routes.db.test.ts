import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type TestApp, type TestPerson, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { type TestBrowser, testBrowser } from "../../testing/test-browser.ts"

let server: TestApp
let shop: TestWorkspace
let person: TestPerson
let laptop: TestBrowser
let phone: TestBrowser
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
})
afterAll(() => server.close())
beforeEach(async () => {
  await server.database.pool.query("truncate auth.attempt, auth.familiar")
  person = await server.addPerson(shop, "member")
  laptop = testBrowser(
    server,
    "203.0.113.1",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  )
  phone = testBrowser(server, "203.0.113.2", "curl/8.10.1")
  await laptop.signIn(person)
  await phone.signIn(person)
})

const newPassword = "a better one"
const changePassword = (password: string, wanted = newPassword) =>
  laptop.send("POST", "/api/me/password", { password, newPassword: wanted })
const loginsOf = async (browser: TestBrowser) => (await browser.send("GET", "/api/me/logins")).json().logins
const statusOfMe = async (browser: TestBrowser) => (await browser.send("GET", "/api/me")).statusCode

test("a person changes their own name", async () => {
  const answer = await laptop.send("PATCH", "/api/me", { name: "  Ada \n Lovelace " })
  expect(answer.statusCode).toBe(204)
  expect((await laptop.send("GET", "/api/me")).json().user).toEqual({
    id: person.id,
    name: "Ada Lovelace",
    email: person.email,
    hasTwoFactor: false,
  })
})

test.for([
  [{ name: " " }, 'name is " "; it takes 1 to 80 characters, at least one of them visible.'],
  [{ name: "x".repeat(81) }, "name is 81 characters long; it takes at most 80."],
  [{ name: "a\0b" }, "name contains a NUL character, which is not accepted."],
  ...[
    "Pay at https://evil.example",
    "evil.example/pay",
    "https:\\\\evil.example",
    "www.evil.example",
    "a\uff0fb",
  ].map(
    (name) =>
      [{ name }, "name looks like the address of a page; it takes no / and no \\."] satisfies [
        object,
        string,
      ],
  ),
  [{ email: "other@example.com" }, "name is missing."],
  [{ name: "x", email: "o@example.com" }, "email is not known here; known are name."],
] as const)("%o is no name", async ([body, sentence]) => {
  const answer = await laptop.send("PATCH", "/api/me", body)
  expect([answer.statusCode, answer.json().error.message]).toEqual([422, sentence])
})

test("logins say in words where they are, this one first", async () => {
  const logins = await loginsOf(laptop)
  const recent = expect.stringMatching(/^\d{4}-.*Z$/)
  const login = { id: expect.any(String), signedInAt: recent, lastUsedAt: recent }
  expect(logins).toEqual([
    { ...login, device: "Firefox on Linux", address: "203.0.113.1", isCurrent: true },
    { ...login, device: "curl", address: "203.0.113.2", isCurrent: false },
  ])
  expect(JSON.stringify(logins)).not.toContain("token")
})

test("a login that is used says so within five minutes, at one write", async () => {
  const set = (minutes: number) =>
    server.database.pool.query(
      `update auth.login set "lastUsedAt" = date_trunc('second', now()) - $2 * interval '1 minute' where "userId" = $1`,
      [person.id, minutes],
    )
  const age = async () => {
    const [login] = await loginsOf(laptop)
    return Math.round((Date.now() - Date.parse(login.lastUsedAt)) / 60_000)
  }
  await set(4)
  expect(await age()).toBe(4)
  await set(6)
  expect(await age()).toBe(0)
})

test("signing another browser out ends its login, and no other", async () => {
  const [, other] = await loginsOf(laptop)
  expect(
    (await laptop.send("POST", `/api/me/logins/${other.id}/end`, { password: person.password })).statusCode,
  ).toBe(204)
  expect([await statusOfMe(phone), await statusOfMe(laptop)]).toEqual([401, 200])
  const again = await laptop.send("POST", `/api/me/logins/${other.id}/end`, { password: person.password })
  expect([again.statusCode, again.json().error.code]).toEqual([404, "login_not_found"])
})

test("nobody ends somebody else's login", async () => {
  const [login] = await loginsOf(laptop)
  const other = testBrowser(server, "203.0.113.3")
  const { password, ...stranger } = await server.addPerson(shop, "owner")
  await other.signIn({ ...stranger, password })
  expect((await other.send("POST", `/api/me/logins/${login.id}/end`, { password })).statusCode).toBe(404)
  expect((await other.send("POST", "/api/me/logins/end-others", { password })).json()).toEqual({ ended: 0 })
  expect([await statusOfMe(laptop), await statusOfMe(phone)]).toEqual([200, 200])
})

test("all others are signed out at once", async () => {
  const { password } = person
  const answer = await laptop.send("POST", "/api/me/logins/end-others", { password })
  expect(answer.json()).toEqual({ ended: 1 })
  expect([await statusOfMe(phone), await statusOfMe(laptop)]).toEqual([401, 200])
})

test("a browser left open ends no login: that takes the password", async () => {
  const [, other] = await loginsOf(laptop)
  for (const path of ["end-others", `${other.id}/end`]) {
    const wrong = await laptop.send("POST", `/api/me/logins/${path}`, { password: "wrong horse battery" })
    expect([wrong.statusCode, wrong.json().error.code]).toEqual([422, "wrong_password"])
    expect((await laptop.send("POST", `/api/me/logins/${path}`, {})).statusCode).toBe(422)
  }
  expect([await statusOfMe(phone), await statusOfMe(laptop)]).toEqual([200, 200])
})

test("a new password ends all other logins and is written into the log", async () => {
  expect((await changePassword(person.password)).statusCode).toBe(204)
  expect([await statusOfMe(phone), await statusOfMe(laptop)]).toEqual([401, 200])
  expect([await phone.signIn(person), await phone.signIn(person, newPassword)]).toEqual([401, 200])
  const entries = await server.database.db
    .selectFrom("audit_entry")
    .select(["workspace_id", "action", "actor_id", "address", "target_id"])
    .where("actor_id", "=", person.id)
    .where("action", "not in", ["login.began", "login.refused", "login.ended"])
    .execute()
  expect(entries).toEqual([
    {
      workspace_id: shop.id,
      action: "password.changed",
      actor_id: person.id,
      address: "203.0.113.1",
      target_id: person.id,
    },
  ])
})

test("the person is told of a new password by mail, and of one that was refused nothing", async () => {
  server.setTime("2026-11-01T12:00:00.000Z")
  await server.database.db.deleteFrom("mail").execute()
  await changePassword("wrong")
  await changePassword(person.password)
  const mails = await server.database.db.selectFrom("mail").selectAll().execute()
  expect(mails).toMatchObject([
    {
      workspace_id: null,
      kind: "notice",
      recipient: person.email,
      subject: "Your Holdfast password was changed",
      is_personal: false,
      state: "queued",
      expires_at: new Date("2026-11-08T12:00:00.000Z"),
    },
  ])
  expect(JSON.parse(server.secret.unseal(mails[0]?.sealed ?? Buffer.of())).text).toBe(
    `The password of ${person.email} was changed on 1 November 2026 at 12:00 UTC, from the address 203.0.113.1.

If it was you, there is nothing to do. If it was not, choose another one at once: that ends all logins.

Choose another password:
http://127.0.0.1:4870/forgot-password
`,
  )
})

test("the password is not changed without the one there is, nor to one that is too short", async () => {
  const wrong = await changePassword("wrong")
  expect([wrong.statusCode, wrong.json().error.code]).toEqual([422, "wrong_password"])
  const short = await changePassword(person.password, "short")
  expect([short.statusCode, short.json().error.message]).toEqual([
    422,
    "newPassword is 5 characters long; it takes 8 or more characters.",
  ])
  expect(await phone.signIn(person)).toBe(200)
})

test("a password of emoji is counted as signing in counts it, and one that is taken signs in", async () => {
  const long = await changePassword(person.password, "🔑".repeat(65))
  expect([long.statusCode, long.json().error.message]).toEqual([
    422,
    "newPassword is 130 characters long; it takes at most 128.",
  ])
  const longest = "🔑".repeat(64)
  expect((await changePassword(person.password, longest)).statusCode).toBe(204)
  expect(await phone.signIn(person, longest)).toBe(200)
})

test("after ten wrong ones even the right password waits", async () => {
  for (let i = 0; i < 10; i++) await changePassword("wrong")
  const answer = await changePassword(person.password)
  expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([429, "900"])
})

test("signed out, nothing of it answers", async () => {
  const stranger = testBrowser(server, "203.0.113.8")
  const calls = [
    await stranger.send("PATCH", "/api/me", { name: "x" }),
    await stranger.send("POST", "/api/me/password", { password: "x", newPassword }),
    await stranger.send("GET", "/api/me/logins"),
    await stranger.send("POST", "/api/me/logins/end-others", { password: "x" }),
    await stranger.send("POST", "/api/me/logins/x/end", { password: "x" }),
    await stranger.send("GET", "/api/me/two-factor"),
    await stranger.send("POST", "/api/me/two-factor/set-up", { password: "x" }),
  ]
  expect(calls.map(({ statusCode }) => statusCode)).toEqual(calls.map(() => 401))
})
