import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
})
afterAll(() => server.close())

const post = (payload: string, url = "/v1/api/sessions/sdk") =>
  server.app.inject({
    method: "POST",
    url,
    headers: {
      "content-type": "application/json",
      "x-ck-app": shop.appId,
      "x-ck-customer": "cus_1",
      "x-ck-authorization": authHash(shop, "cus_1"),
      "x-ck-mode": "live",
    },
    payload,
  })

const countStored = async () => (await server.database.db.selectFrom("session").select("id").execute()).length

const step = { stepType: "SURVEY", start: "2026-11-01T11:59:00Z" }

test.for([
  ["not JSON", "{nope", 400, "The body is not valid JSON."],
  ["a list", "[]", 422, "the body is a list; it takes object."],
  [
    "too large",
    JSON.stringify({ feedback: "x".repeat(1024 * 1024) }),
    413,
    "The body is too large; at most 1 MB is accepted.",
  ],
  ["a text for a flag", '{"canceled":"yes"}', 422, 'canceled is "yes"; it takes boolean.'],
  ["a number for a text", '{"feedback":42}', 422, "feedback is a number; it takes string."],
  ["a list for an object", '{"customer":[]}', 422, "customer is a list; it takes object."],
  [
    "an unknown kind of offer",
    '{"presentedOffers":[{"offerType":"DISCOUNT"},{"offerType":"FREE_BEER"}]}',
    422,
    'presentedOffers[1].offerType is "FREE_BEER"; it takes one of DISCOUNT, PAUSE, PLAN_CHANGE, TRIAL_EXTENSION, CONTACT, REDIRECT, REBATE, CUSTOM.',
  ],
  ["an accepted offer of no kind", '{"acceptedOffer":{}}', 422, "acceptedOffer.offerType is missing."],
  [
    "a step before the year 2000",
    '{"stepsViewed":[{"start":"1999-12-31T23:59:59Z"}]}',
    422,
    'stepsViewed[0].start is "1999-12-31T23:59:59Z"; it takes an ISO 8601 time from the year 2000 to a day from now.',
  ],
  [
    "a step in the year 3000",
    '{"stepsViewed":[{"start":"3000-01-01"}]}',
    422,
    'stepsViewed[0].start is "3000-01-01"; it takes an ISO 8601 time from the year 2000 to a day from now.',
  ],
  [
    "a day that no calendar has",
    '{"customer":{"subscriptionStart":"2026-02-30"}}',
    422,
    'customer.subscriptionStart is "2026-02-30"; it takes an ISO 8601 time from the year 2000 to 2200.',
  ],
  [
    "a NUL character",
    '{"feedback":"a\\u0000b"}',
    422,
    "feedback contains a NUL character, which is not accepted.",
  ],
  [
    "half a surrogate pair in a field that nobody knows",
    '{"mine":{"list":["\\ud800"]}}',
    422,
    "mine.list[0] contains half of a surrogate pair; texts must be valid Unicode.",
  ],
  [
    "ten thousand steps",
    JSON.stringify({ stepsViewed: Array(10_000).fill(step) }),
    422,
    "stepsViewed has 10000 entries; it takes at most 500.",
  ],
  [
    "nesting without end",
    `{"mine":${"[".repeat(5000)}${"]".repeat(5000)}}`,
    422,
    `mine${"[0]".repeat(31)} is nested too deeply; 32 levels are accepted.`,
  ],
  ["a number out of range", '{"mine":1e999}', 422, "mine is too large for a number."],
  ["an attempt on the prototype", '{"__proto__":{"canceled":true}}', 400, "The body is not valid JSON."],
] as const)(
  "%s is refused with one sentence and leaves nothing behind",
  async ([, payload, status, sentence]) => {
    const answer = await post(payload)
    expect([answer.statusCode, answer.body]).toEqual([status, sentence])
    expect(answer.headers["content-type"]).toBe("text/plain; charset=utf-8")
    expect(await countStored()).toBe(0)
  },
)

test("any JSON whatever is stored or refused with a sentence, never a fault of ours", async () => {
  const known = fc.constantFrom(
    "customer",
    "acceptedOffer",
    "stepsViewed",
    "presentedOffers",
    "feedback",
    "canceled",
    "region",
    "mine",
    "_id",
  )
  const body = fc.dictionary(known, fc.jsonValue({ maxDepth: 4 }))
  await fc.assert(
    fc.asyncProperty(body, async (value) => {
      const { statusCode, body } = await post(JSON.stringify(value))
      // the parser itself turns away what could change the prototype of an object
      expect(hasPrototypeKey(value) ? [400] : [200, 422]).toContain(statusCode)
      if (statusCode !== 200) expect(body).toMatch(/^.{5,}\.$/s)
    }),
    { numRuns: 300, examples: [[JSON.parse('{"customer":{"__proto__":false}}')]] },
  )
})

function hasPrototypeKey(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false
  const constructed: unknown = Object.hasOwn(value, "constructor") ? value.constructor : null
  return (
    Object.hasOwn(value, "__proto__") ||
    (typeof constructed === "object" && constructed !== null && Object.hasOwn(constructed, "prototype")) ||
    Object.keys(value).some((key) => hasPrototypeKey(Reflect.get(value, key)))
  )
}
