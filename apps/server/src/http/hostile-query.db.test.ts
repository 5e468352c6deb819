import naughtyStrings from "big-list-of-naughty-strings" with { type: "json" }
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../testing/test-app.ts"
import { sessionQuery } from "./session-query.ts"

let server: TestApp
let shop: TestWorkspace
let cookie: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  cookie = await server.signIn(shop, "viewer")
})
afterAll(() => server.close())

/** Texts that are not even well-formed in an address. */
const rawTexts = ["%00", "a%00b", "%", "%zz", "%ED%A0%80", "%FF%FE", "%F0%9F", "%C0%80", "+", "%2B", "%25"]

const ask = (url: string) =>
  server.app.inject({
    url,
    headers: { cookie, "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive },
  })

/** Answered, or refused with one sentence. */
async function expectNoFault(url: string): Promise<void> {
  const { statusCode, body } = await ask(url)
  expect([200, 422], `${url}\n${body}`).toContain(statusCode)
  if (statusCode === 422) expect(body).toMatch(/\.("\}\})?$/)
}

const dashboard = () => `/api/workspaces/${shop.appId}/sessions`
const texts = naughtyStrings.filter((text) => text.isWellFormed())

describe("whatever a text is made of, it is searched and filtered by or refused with a sentence", () => {
  test("as a search of the list, the count and the facets", async () => {
    expect(texts.length).toBeGreaterThan(400)
    for (const said of [...texts.map(encodeURIComponent), ...rawTexts]) {
      await expectNoFault(`${dashboard()}?search=${said}`)
      await expectNoFault(`${dashboard()}/count?search=${said}`)
    }
    for (const said of rawTexts) await expectNoFault(`${dashboard()}/facets?search=${said}`)
  })

  test("as the value of every filter and its negation", async () => {
    const parameters = Object.keys(sessionQuery)
    for (const [i, said] of [...texts.map(encodeURIComponent), ...rawTexts].entries()) {
      const name = parameters[i % parameters.length]
      await expectNoFault(`${dashboard()}?${name}=${said}`)
      await expectNoFault(`/v1/data/session-aggregation?${name}=${said}&breakdown=day`)
    }
  })

  test("as every other parameter, and as the name of one", async () => {
    const names = ["mode", "from", "to", "before", "size"]
    const dataNames = ["limit", "skip", "startDate", "endDate", "inProgress", "breakdown"]
    for (const [i, said] of [...texts.map(encodeURIComponent), ...rawTexts].entries()) {
      await expectNoFault(`${dashboard()}?${names[i % names.length]}=${said}`)
      const path = dataNames[i % dataNames.length] === "breakdown" ? "session-aggregation" : "sessions"
      await expectNoFault(`/v1/data/${path}?${dataNames[i % dataNames.length]}=${said}`)
      await expectNoFault(`/v1/data/sessions?${said}=x`)
    }
  })
})

describe("a search finds every character as it is", () => {
  const feedbacks = [
    "It costs 100% too much",
    "It costs 100 too much",
    "snake_case",
    "snakeXcase",
    "back\\slash",
    "back/slash",
    "O'Brien; drop table session; --",
    'a "quoted" word',
    "line one\nline two",
    "ünïcödé ÀÉ",
    "🦊 fox",
    "<script>alert(1)</script>",
  ]
  beforeAll(async () => {
    for (const [i, feedback] of feedbacks.entries()) {
      const id = `hostile_${i}`
      const answer = await server.app.inject({
        method: "POST",
        url: "/v1/api/sessions/sdk",
        headers: { "x-ck-app": shop.appId, "x-ck-customer": id, "x-ck-authorization": authHash(shop, id) },
        payload: { customer: { id }, feedback, canceled: true },
      })
      expect(answer.statusCode).toBe(200)
    }
  })

  test.each([
    ["100%", [0]],
    ["%", [0]],
    ["%%", []],
    ["_CASE", [2]],
    ["snake_", [2]],
    ["k\\s", [4]],
    ["\\", [4]],
    ["o'brien; DROP", [6]],
    ['"quoted"', [7]],
    ["one\nline", [8]],
    ["ÜNÏ", [9]],
    ["àé", [9]],
    ["🦊", [10]],
    ["<SCRIPT>", [11]],
    [".*", []],
    ["too much", [0, 1]],
  ])("%j", async (search, expected) => {
    const answer = await ask(`${dashboard()}?size=100&search=${encodeURIComponent(search)}`)
    const found: (string | null)[] = answer
      .json()
      .sessions.map((session: { feedback: string | null }) => session.feedback)
    expect(found.sort()).toEqual(expected.map((i) => feedbacks[i]).sort())
    const count = await ask(`${dashboard()}/count?search=${encodeURIComponent(search)}`)
    expect(count.json()).toEqual({ count: expected.length, unverified: 0 })
  })
})

test.each([
  ["size=-Infinity", "size is -Infinity; it takes at least 1."],
  ["size=Infinity", "size is Infinity; it takes at most 100."],
  ["size=NaN", 'size is "NaN"; it takes a whole number.'],
  ["size=1.5", 'size is "1.5"; it takes a whole number.'],
])("a number that is none, %s, is refused", async (query, sentence) => {
  const answer = await ask(`${dashboard()}?${query}`)
  expect([answer.statusCode, answer.json().error.message]).toEqual([422, sentence])
})

test("a search of 10,000 characters of any kind is answered, over a real connection too", async () => {
  const url = await server.app.listen({ host: "127.0.0.1", port: 0 })
  for (const character of ["x", "%", "🦊"]) {
    const search = encodeURIComponent(character.repeat(10_000))
    const answer = await fetch(`${url}${dashboard()}/count?search=${search}`, { headers: { cookie } })
    expect([answer.status, await answer.json()]).toEqual([200, { count: 0, unverified: 0 }])
  }
})
