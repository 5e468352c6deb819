import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { forgetOld } from "../../account/sign-in/forget-old.ts"
import { type TestApp, type TestPerson, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { type TestBrowser, testBrowser } from "../../testing/test-browser.ts"

let server: TestApp
let beside: TestApp
let shop: TestWorkspace
let person: TestPerson
beforeAll(async () => {
  server = await testApp()
  beside = await testApp({ beside: server })
  shop = await server.addWorkspace("Shop")
})
afterAll(async () => {
  await beside.close()
  await server.close()
})
beforeEach(async () => {
  await server.database.pool.query("truncate auth.attempt, auth.familiar")
  for (const each of [server, beside]) each.setTime("2026-11-01T12:00:00.000Z")
  person = await server.addPerson(shop, "admin")
})

const statuses = async (browser: TestBrowser, times: number, password = "wrong") => {
  const all: number[] = []
  for (let i = 0; i < times; i++) all.push(await browser.signIn(person, password))
  return all
}
const many = (count: number, status: number) => Array<number>(count).fill(status)

test("after ten wrong passwords an address waits for the account, the right password included, and is told how long", async () => {
  const browser = testBrowser(server, "203.0.113.1")
  expect(await statuses(browser, 10)).toEqual(many(10, 401))
  server.setTime("2026-11-01T12:04:00.000Z")
  const { email, password } = person
  const answer = await browser.send("POST", "/api/auth/sign-in/email", { email, password })
  expect([answer.statusCode, answer.headers["retry-after"], answer.json().error]).toEqual([
    429,
    "660",
    { code: "too_many_tries", message: "Too many wrong tries; wait 11 minutes." },
  ])
  server.setTime("2026-11-01T12:14:59.999Z")
  expect(await browser.signIn(person)).toBe(429)
  server.setTime("2026-11-01T12:15:00.000Z")
  expect(await browser.signIn(person)).toBe(200)
})

test("an email that nobody has is treated alike", async () => {
  const browser = testBrowser(server, "203.0.113.1")
  const nobody = { email: "nobody@example.com", password: "wrong" }
  const answers: number[] = []
  for (let i = 0; i < 11; i++) answers.push(await browser.signIn(nobody))
  expect(answers).toEqual([...many(10, 401), 429])
})

test("capitals do not make another account", async () => {
  const browser = testBrowser(server, "203.0.113.1")
  await statuses(browser, 10)
  expect(await browser.signIn({ ...person, email: person.email.toUpperCase() })).toBe(429)
})

test("a colleague's wrong guesses at another desk do not keep the person out", async () => {
  await statuses(testBrowser(server, "203.0.113.1"), 11)
  expect(await testBrowser(server, "203.0.113.2").signIn(person)).toBe(200)
})

test("nor do they from the person's own office, in the browser where they have signed in before", async () => {
  const browser = testBrowser(server, "203.0.113.1")
  expect(await browser.signIn(person)).toBe(200)
  const colleague = testBrowser(server, "203.0.113.1")
  expect(await statuses(colleague, 11)).toEqual([...many(10, 401), 429])
  // nor by guessing at everybody, until the address itself waits
  for (let i = 0; i < 55; i++) await colleague.signIn({ email: `else-${i}@example.com`, password: "wrong" })
  expect(await colleague.signIn({ email: "one-more@example.com", password: "wrong" })).toBe(429)
  expect(await browser.signIn(person)).toBe(200)
})

test("a browser that is familiar to one account is none to another", async () => {
  const browser = testBrowser(server, "203.0.113.1")
  expect(await browser.signIn(person)).toBe(200)
  person = await server.addPerson(shop, "viewer")
  await statuses(testBrowser(server, "203.0.113.1"), 10)
  expect(await browser.signIn(person)).toBe(429)
})

test("a familiar browser may guess wrong ten times as well, wherever it is", async () => {
  const browser = testBrowser(server, "203.0.113.1")
  await browser.signIn(person)
  const answers: number[] = []
  for (let i = 0; i < 11; i++) {
    browser.moveTo(`198.51.100.${i}`)
    answers.push(await browser.signIn(person, "wrong"))
  }
  expect(answers).toEqual([...many(10, 401), 429])
})

test("guesses from everywhere slow down all strangers together, not the places that the account knows", async () => {
  const [laptop, office] = [testBrowser(server, "203.0.113.1"), testBrowser(server, "203.0.113.2")]
  await laptop.signIn(person)
  await office.signIn(person)
  const answers: number[] = []
  for (let i = 0; i < 51; i++)
    answers.push(await testBrowser(server, `198.51.100.${i}`).signIn(person, "wrong"))
  expect(answers).toEqual([...many(50, 401), 429])
  expect(await testBrowser(server, "192.0.2.1").signIn(person)).toBe(429)
  // the browser elsewhere, and another browser at the address
  laptop.moveTo("192.0.2.2")
  expect(await laptop.signIn(person)).toBe(200)
  expect(await testBrowser(server, "203.0.113.2").signIn(person)).toBe(200)
  server.setTime("2026-11-01T13:00:00.000Z")
  expect(await testBrowser(server, "192.0.2.1").signIn(person)).toBe(200)
})

test("sixty wrong guesses from one address, at whichever accounts, are the most in 15 minutes", async () => {
  const browser = testBrowser(server, "203.0.113.1")
  const answers: number[] = []
  for (let i = 0; i < 61; i++) {
    answers.push(await browser.signIn({ email: `person${i}@example.net`, password: "wrong" }))
  }
  expect(answers).toEqual([...many(60, 401), 429])
})

test("the addresses of one IPv6 network are one", async () => {
  const answers: number[] = []
  for (let i = 0; i < 11; i++) {
    answers.push(await testBrowser(server, `2001:db8:7:7::${i}`).signIn(person, "wrong"))
  }
  expect(answers).toEqual([...many(10, 401), 429])
})

test("right passwords are not counted", async () => {
  const answers: number[] = []
  for (let i = 0; i < 12; i++) answers.push(await testBrowser(server, "203.0.113.1").signIn(person))
  expect(answers).toEqual(many(12, 200))
})

test("twenty guesses at once, over two servers, are ten", async () => {
  const at = (each: TestApp) => testBrowser(each, "203.0.113.1").signIn(person, "wrong")
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => at(i % 2 ? server : beside)))
  expect(answers.sort()).toEqual([...many(10, 401), ...many(10, 429)])
})

test("what no limit needs any more is removed", async () => {
  const browser = testBrowser(server, "203.0.113.1")
  await browser.signIn(person)
  await browser.signIn(person, "wrong")
  const left = async () => {
    const { rows } = await server.database.pool.query<{ attempts: number; places: number }>(
      `select (select count(*) from auth.attempt where count > 0 and scope <> 'audit')::int as attempts,
        (select count(*) from auth.familiar)::int as places`,
    )
    return rows[0]
  }
  await forgetOld(server.database.db, new Date("2026-11-02T11:59:59.000Z"))
  expect(await left()).toEqual({ attempts: 1, places: 2 })
  await forgetOld(server.database.db, new Date("2026-11-02T12:00:01.000Z"))
  expect(await left()).toEqual({ attempts: 0, places: 2 })
  await forgetOld(server.database.db, new Date("2027-05-01T12:00:00.000Z"))
  expect(await left()).toEqual({ attempts: 0, places: 0 })
})
