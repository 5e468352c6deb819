import { Ajv } from "ajv"
import { Type } from "typebox"
import { describe, expect, test } from "vitest"
import { conditionsOf, type SessionQuery, sessionQuery } from "./session-query.ts"

const nothing = { ids: {}, notIds: {}, is: {}, not: {} }
const conditions = (query: SessionQuery) => conditionsOf(query)

test("a query that says nothing means every session", () => {
  expect(conditions({})).toEqual(nothing)
})

test("ids are exact texts, whatever they look like", () => {
  expect(conditions({ sessionId: ["a", "b"], "-customerEmail": ["null"] })).toEqual({
    ...nothing,
    ids: { sessionId: ["a", "b"] },
    notIds: { customerEmail: ["null"] },
  })
})

test('the text "null" is a value like others where it is written with a backslash', () => {
  expect(
    conditions({
      response: ["\\null", "\\\\null", "null", "\\n"],
      "-planId": ["\\null"],
      sessionCurrency: ["\\null"],
      customerId: ["\\null"],
    }),
  ).toEqual({
    ...nothing,
    ids: { customerId: ["\\null"] },
    is: { response: ["null", "\\null", null, "\\n"], currency: ["null"] },
    not: { planId: ["null"] },
  })
})

test("every dimension has its parameter and its negation, in the dimension's own spelling", () => {
  expect(
    conditions({
      segmentId: ["null", "vip"],
      billingInterval: ["month", "Null"],
      pauseDuration: ["01", "1.50"],
      ageYears: ["2", "null"],
      trial: [true],
      "-sessionCurrency": ["USD"],
      "-offerType": ["PAUSE", "null"],
      "-bounced": [true],
      "-verified": [false],
    }),
  ).toEqual({
    ...nothing,
    is: {
      segmentId: [null, "vip"],
      billingInterval: ["MONTH", null],
      pauseDuration: ["1", "1.5"],
      ageYears: ["2", null],
      trial: ["true"],
    },
    not: { currency: ["usd"], offerType: ["PAUSE", null], bounced: ["true"], verified: ["false"] },
  })
})

describe("what ended how", () => {
  test.each<[SessionQuery, ReturnType<typeof conditionsOf>]>([
    [{ canceled: [true] }, { ...nothing, is: { outcome: ["canceled"] } }],
    [{ canceled: [false] }, { ...nothing, not: { outcome: ["canceled"] } }],
    [{ "-canceled": [false] }, { ...nothing, is: { outcome: ["canceled"] } }],
    [{ canceled: [true, false] }, nothing],
    [{ aborted: [true] }, { ...nothing, is: { outcome: ["abandoned"] } }],
    [
      { canceled: [false], aborted: [false] },
      { ...nothing, is: { outcome: ["open", "saved"] } },
    ],
    [
      { canceled: [true], aborted: [true] },
      { ...nothing, is: { outcome: [] } },
    ],
    [
      { outcome: ["abandoned"], "-outcome": ["abandoned"] },
      { ...nothing, is: { outcome: [] } },
    ],
    [{ "-outcome": ["abandoned"] }, { ...nothing, not: { outcome: ["abandoned"] } }],
  ])("%j", (query, expected) => {
    expect(conditions(query)).toEqual(expected)
  })

  test("no saveType is a cancellation, never a session in progress", () => {
    expect(conditions({ saveType: ["null", "PAUSE"] })).toEqual({
      ...nothing,
      is: { saveType: [null, "PAUSE"] },
      not: { outcome: ["open"] },
    })
    expect(conditions({ "-saveType": ["null", "PAUSE"] })).toEqual({
      ...nothing,
      not: { saveType: ["PAUSE"], outcome: ["canceled"] },
    })
  })

  test("a reader of settled sessions stays with them", () => {
    const settled = ["abandoned", "saved", "canceled"] as const
    expect(conditionsOf({}, settled)).toEqual({ ...nothing, not: { outcome: ["open"] } })
    expect(conditionsOf({ "-canceled": [true] }, settled)).toEqual({
      ...nothing,
      is: { outcome: ["abandoned", "saved"] },
    })
  })
})

describe("values of the wrong kind are no query", () => {
  const ajv = new Ajv({ allowUnionTypes: true, keywords: ["accepts"] })
  const isQuery = ajv.compile(Type.Object(sessionQuery, { additionalProperties: false }))
  test.each([
    ["sessionId", "x", ""],
    ["customerId", "x", "x".repeat(501)],
    ["customerEmail", "a@b", ""],
    ["segmentId", "null", ""],
    ["abtest", "x", ""],
    ["abtestArm", "variant", "both"],
    ["blueprintId", "x", ""],
    ["planId", "x", ""],
    ["couponId", "x", ""],
    ["pauseDuration", "1.5", "a month"],
    ["billingInterval", "yEAR", "QUARTER"],
    ["trial", true, "yes"],
    ["canceled", true, "null"],
    ["aborted", false, 1],
    ["bounced", false, "no"],
    ["verified", true, "sure"],
    ["offerType", "CUSTOM", "custom"],
    ["saveType", "ABANDON", "CANCEL"],
    ["response", "Too expensive", "x".repeat(10_001)],
    ["sessionCurrency", "EUR", ""],
    ["ageYears", "12", "-1"],
  ])("%s takes %j and not %j", (name, right, wrong) => {
    for (const key of [name, `-${name}`]) {
      expect([isQuery({ [key]: [right] }), isQuery({ [key]: [wrong] })]).toEqual([true, false])
    }
  })

  test("and these are all parameters that there are", () => {
    expect(Object.keys(sessionQuery)).toHaveLength(2 * 33)
    expect(isQuery({ currency: ["usd"] })).toBe(false)
  })
})
