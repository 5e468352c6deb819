import { randomUUID } from "node:crypto"
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

const post = (payload: string, url = "/v1/api/sessions/sdk", customerId = "cus_1") =>
  server.app.inject({
    method: "POST",
    url,
    headers: {
      "content-type": "application/json",
      "x-ck-app": shop.appId,
      "x-ck-customer": customerId,
      "x-ck-authorization": authHash(shop, customerId),
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
  ["a text for what decides", '{"canceled":"yes"}', 422, 'canceled is "yes"; it takes boolean.'],
  ["an id that is no text", '{"customer":{"id":{}}}', 422, "customer.id is a object; it takes string."],
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

const tooLong = "is longer than 10000 characters, and cut"
const replaced = "has a NUL character or half of a surrogate pair, which is replaced by U+FFFD"
const noTime = "is no time that can be read; ISO 8601 is best"

test.for([
  ["a list for an object", '{"customer":[]}', [["customer", "takes an object"]]],
  ["an accepted offer of no kind", '{"acceptedOffer":{}}', []],
  ["a number for a text", '{"feedback":42}', []],
  ["an unknown kind of offer", '{"presentedOffers":[{"offerType":"FREE_BEER"}]}', []],
  [
    "a step before the year 2000",
    '{"stepsViewed":[{"start":"1999-12-31T23:59:59Z"}]}',
    [["stepsViewed[0].start", "is not between 2000 and tomorrow"]],
  ],
  [
    "a day that no calendar has",
    '{"customer":{"subscriptionStart":"2026-02-30"}}',
    [["customer.subscriptionStart", noTime]],
  ],
  [
    "a price with a point",
    '{"customer":{"planPrice":"29.00"}}',
    [["customer.planPrice", "takes a number; as a text, only a whole one"]],
  ],
  ["a NUL character", '{"feedback":"a\\u0000b"}', [["feedback", replaced]]],
  [
    "a text that is too long",
    JSON.stringify({ surveyChoiceValue: "x".repeat(10_001) }),
    [["surveyChoiceValue", tooLong]],
  ],
  [
    "half a surrogate pair in a field that nobody knows",
    '{"mine":{"list":["\\ud800"]}}',
    [["mine", "has characters or numbers that cannot be kept, which are replaced"]],
  ],
  [
    "ten thousand steps",
    JSON.stringify({ stepsViewed: Array(10_000).fill(step) }),
    [["stepsViewed", "has more than 200 entries; the first and the last 100 are kept"]],
  ],
  [
    "nesting without end",
    `{"mine":${"[".repeat(5000)}${"]".repeat(5000)}}`,
    [["mine", "is beyond the 100 keys and 16 KB that are kept of such fields"]],
  ],
] as const)(
  "%s costs the field at most, is named, and the decision is recorded",
  async ([what, payload, ignored]) => {
    const decided = `{"canceled":true,"blueprintId":${JSON.stringify(what)},`
    const body = decided + payload.slice(1)
    const answer = await post(body)
    expect([answer.statusCode, answer.json().ignored ?? []]).toEqual([
      200,
      ignored.map(([path, why]) => ({ path, why })),
    ])
    const stored = await server.database.db
      .selectFrom("session")
      .select("outcome")
      .where("id", "=", answer.json()._id)
      .execute()
    expect(stored).toEqual([{ outcome: "canceled" }])
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
      // one customer alone has so many sessions in no hour
      const { statusCode, body } = await post(JSON.stringify(value), undefined, randomUUID())
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
