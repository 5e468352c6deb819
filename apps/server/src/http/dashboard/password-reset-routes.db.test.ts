import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { loadSecret } from "../../account/secret.ts"
import { type TestApp, type TestPerson, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { type TestBrowser, testBrowser } from "../../testing/test-browser.ts"

let server: TestApp
let shop: TestWorkspace
let person: TestPerson
let browser: TestBrowser
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
})
afterAll(() => server.close())
beforeEach(async () => {
  server.setTime("2026-11-01T12:00:00.000Z")
  await server.database.pool.query("truncate mail, auth.attempt, auth.familiar, auth.password_reset")
  person = await server.addPerson(shop, "member")
  browser = testBrowser(server, "203.0.113.1")
})

const secret = loadSecret("", "a secret for tests, long enough to be taken")
const newPassword = "a better one"

const ask = (email = person.email, from = browser) => from.send("POST", "/api/password-resets", { email })
const use = (token: string, password = newPassword, from = browser) =>
  from.send("POST", "/api/password-resets/use", { token, password })
const mails = () => server.database.db.selectFrom("mail").selectAll().orderBy("id").execute()

/** The token in the link of the newest mail. */
async function mailedToken(): Promise<string> {
  const mail = (await mails()).at(-1)
  const text: string = mail?.sealed ? JSON.parse(secret.unseal(mail.sealed)).text : ""
  return /http:\/\/127\.0\.0\.1:4870\/reset-password#token=([\w-]{43})/.exec(text)?.[1] ?? ""
}

test("the mail holds a link that sets a new password, and is nobody else's to read", async () => {
  expect((await ask(` ${person.email.toUpperCase()} `)).statusCode).toBe(202)
  const [mail, ...more] = await mails()
  expect(more).toEqual([])
  expect(mail).toMatchObject({
    workspace_id: null,
    kind: "password-reset",
    recipient: person.email,
    subject: "Reset your Holdfast password",
    is_personal: true,
    state: "queued",
    expires_at: new Date("2026-11-01T13:00:00.000Z"),
  })
  expect((await use(await mailedToken())).statusCode).toBe(204)
  expect([await browser.signIn(person), await browser.signIn(person, newPassword)]).toEqual([401, 200])
})

test("an email that nobody has is answered like any other, and nothing is mailed", async () => {
  const [known, unknown] = [await ask(), await ask("nobody@example.com")]
  const seen = ({ statusCode, body }: typeof known) => [statusCode, body]
  expect(seen(unknown)).toEqual(seen(known))
  expect((await mails()).map(({ recipient }) => recipient)).toEqual([person.email])
})

test("a link works once, of several at the same moment as well", async () => {
  await ask()
  const token = await mailedToken()
  const answers = await Promise.all([1, 2, 3].map(() => use(token)))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([204, 410, 410])
  const late = await use(token)
  expect([late.statusCode, late.json().error.code]).toEqual([410, "reset_link_over"])
})

test("a link works for an hour", async () => {
  await ask()
  const token = await mailedToken()
  server.setTime("2026-11-01T13:00:00.000Z")
  expect((await use(token)).statusCode).toBe(410)
  server.setTime("2026-11-01T12:59:59.999Z")
  expect((await use(token)).statusCode).toBe(204)
})

test("a made-up token is over, and one with a password that is too short is still good", async () => {
  expect((await use("x".repeat(43))).statusCode).toBe(410)
  await ask()
  const token = await mailedToken()
  expect((await use(token, "short")).statusCode).toBe(422)
  expect((await use(token)).statusCode).toBe(204)
})

test("no link sets a password that signing in would refuse for its length", async () => {
  await ask()
  const token = await mailedToken()
  const long = await use(token, "🔑".repeat(65))
  expect([long.statusCode, long.json().error.message]).toEqual([
    422,
    "password is 130 characters long; it takes at most 128.",
  ])
  const longest = "🔑".repeat(64)
  expect((await use(token, longest)).statusCode).toBe(204)
  expect(await testBrowser(server, "203.0.113.9").signIn(person, longest)).toBe(200)
})

test("a new password ends all logins, and every other link", async () => {
  const laptop = testBrowser(server, "203.0.113.2")
  await laptop.signIn(person)
  await ask()
  const first = await mailedToken()
  server.setTime("2026-11-01T12:00:01.000Z")
  await ask()
  expect((await use(await mailedToken())).statusCode).toBe(204)
  expect((await laptop.send("GET", "/api/me")).statusCode).toBe(401)
  expect((await use(first)).statusCode).toBe(410)
})

test("nobody is signed in by a reset", async () => {
  await ask()
  await use(await mailedToken())
  expect((await browser.send("GET", "/api/me")).statusCode).toBe(401)
})

test("an account gets three mails an hour, and the same answer for more", async () => {
  const at = async (time: string) => {
    server.setTime(time)
    return (await ask()).statusCode
  }
  const times = ["12:00", "12:10", "12:20", "12:30", "12:59"].map((time) => `2026-11-01T${time}:00.000Z`)
  const statuses: number[] = []
  for (const time of times) statuses.push(await at(time))
  expect([statuses, (await mails()).length]).toEqual([[202, 202, 202, 202, 202], 3])
  await at("2026-11-01T13:00:00.001Z")
  expect((await mails()).length).toBe(4)
})

test("five requests at once send three mails", async () => {
  await Promise.all([1, 2, 3, 4, 5].map(() => ask()))
  expect((await mails()).length).toBe(3)
})

test("an address asks twenty times an hour", async () => {
  const statuses: number[] = []
  for (let i = 0; i < 21; i++) statuses.push((await ask(`nobody-${i}@example.com`)).statusCode)
  expect(statuses).toEqual([...Array<number>(20).fill(202), 429])
  expect((await ask(person.email, testBrowser(server, "203.0.113.7"))).statusCode).toBe(202)
})

test("whoever is slowed down by a stranger's guesses gets in by resetting the password", async () => {
  for (let i = 0; i < 50; i++) await testBrowser(server, `198.51.100.${i}`).signIn(person, "wrong")
  expect(await browser.signIn(person)).toBe(429)
  await ask()
  await use(await mailedToken())
  expect(await browser.signIn(person, newPassword)).toBe(200)
})

test("a reset is written into the log, with where it came from", async () => {
  await ask()
  await use(await mailedToken())
  const entries = await server.database.db
    .selectFrom("audit_entry")
    .select(["workspace_id", "action", "actor_name", "address", "detail"])
    .where("actor_id", "=", person.id)
    .execute()
  expect(entries).toEqual([
    {
      workspace_id: shop.id,
      action: "password.reset",
      actor_name: person.email,
      address: "203.0.113.1",
      detail: { link: "sent by mail" },
    },
  ])
})

test("the person is told of a reset by mail, once, and of a link that is over nothing", async () => {
  await ask()
  const token = await mailedToken()
  await use(token)
  await use(token)
  const told = (await mails()).filter(({ kind }) => kind === "notice")
  expect(told.map(({ recipient, subject }) => [recipient, subject])).toEqual([
    [person.email, "Your Holdfast password was changed"],
  ])
})

test("only the hash of a token is kept", async () => {
  await ask()
  const token = await mailedToken()
  const { rows } = await server.database.pool.query("select r::text from auth.password_reset r")
  expect(JSON.stringify(rows)).not.toContain(token)
})

test("anybody may ask whether mail is configured", async () => {
  expect((await server.app.inject("/api/sign-in-options")).json()).toEqual({ isMailConfigured: true })
})

test("another site's page asks for no mail", async () => {
  const answer = await server.app.inject({
    method: "POST",
    url: "/api/password-resets",
    headers: { origin: "https://evil.example", "content-type": "text/plain" },
    payload: JSON.stringify({ email: person.email }),
  })
  expect([answer.statusCode, await mails()]).toEqual([403, []])
})
