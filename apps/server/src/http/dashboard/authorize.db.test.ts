import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let cookie: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
})
afterAll(() => server.close())
beforeEach(async () => {
  cookie = await server.signIn(shop, "viewer")
})

const ask = (cookies: string) =>
  server.app.inject({ url: `/api/workspaces/${shop.appId}/sessions`, headers: { cookie: cookies } })
const statusOf = async (cookies: string) => (await ask(cookies)).statusCode

const tokenOf = (text: string) => decodeURIComponent(text.split("=")[1] ?? "").split(".")[0] ?? ""
const readLogin = async () => {
  const { rows } = await server.database.pool.query<{ left: number }>(
    `select extract(epoch from "expiresAt" - now())::float as left from auth.login where token = $1`,
    [tokenOf(cookie)],
  )
  return rows
}
const setLeft = (left: string) =>
  server.database.pool.query(`update auth.login set "expiresAt" = now() + $2::interval where token = $1`, [
    tokenOf(cookie),
    left,
  ])

test("a login is found among other cookies, and the first of its name counts", async () => {
  expect(await statusOf(`theme=dark; ${cookie}; a=b=c`)).toBe(200)
  expect(await statusOf(`${cookie}; holdfast.session_token=other.signature`)).toBe(200)
  expect(await statusOf(`holdfast.session_token=other.signature; ${cookie}`)).toBe(401)
})

test("a forged signature, another token under a true signature, and broken cookies are nobody's login", async () => {
  const [name, value = ""] = cookie.split("=")
  const [token = "", signature = ""] = decodeURIComponent(value).split(".")
  const other = await server.signIn(shop, "owner")
  const changed = signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`
  const attempts = [
    `${token}.${changed}`,
    `${tokenOf(other)}.${signature}`,
    `${token}.`,
    token,
    `.${signature}`,
    `${token}.${signature.slice(0, 20)}`,
  ]
  for (const attempt of attempts) {
    expect([attempt, await statusOf(`${name}=${encodeURIComponent(attempt)}`)]).toEqual([attempt, 401])
  }
  expect(await statusOf(`${name}=%E0%A4%A`)).toBe(401)
  expect(await statusOf("")).toBe(401)
})

test("a login that has ended is nobody's, is removed, and its cookie with it", async () => {
  await setLeft("-1 second")
  const answer = await ask(cookie)
  expect(answer.statusCode).toBe(401)
  expect(String(answer.headers["set-cookie"])).toContain("holdfast.session_token=; Max-Age=0")
  expect(await readLogin()).toEqual([])
})

test("signing out ends a login with the next request", async () => {
  expect(await statusOf(cookie)).toBe(200)
  const headers = { cookie, origin: "http://127.0.0.1:4870" }
  await server.app.inject({ method: "POST", url: "/api/auth/sign-out", headers, payload: {} })
  expect(await statusOf(cookie)).toBe(401)
})

test("who is removed from a workspace does not see it any more, with the next request", async () => {
  expect(await statusOf(cookie)).toBe(200)
  await server.database.db.deleteFrom("member").where("role", "=", "viewer").execute()
  const answer = await ask(cookie)
  expect([answer.statusCode, answer.json().error.message]).toEqual([
    404,
    "There is no such workspace for you.",
  ])
})

test("a login that is a day old is prolonged, once, and the browser gets its cookie anew", async () => {
  const fresh = await ask(cookie)
  expect([fresh.statusCode, fresh.headers["set-cookie"]]).toEqual([200, undefined])
  const day = 24 * 3600
  await setLeft("5 days 23 hours")
  const answer = await ask(cookie)
  expect(answer.statusCode).toBe(200)
  expect(String(answer.headers["set-cookie"])).toContain(`${cookie}; Max-Age=${7 * day}`)
  const [login] = await readLogin()
  expect(login?.left).toBeGreaterThan(6.9 * day)
  expect((await ask(cookie)).headers["set-cookie"]).toBeUndefined()
})
