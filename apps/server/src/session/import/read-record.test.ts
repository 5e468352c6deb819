import { describe, expect, test } from "vitest"
import { checkRecord } from "../../commands/check-record.ts"
import { readRecord } from "./read-record.ts"

const least = { _id: "66f0c0ffee66f0c0ffee66f0", createdAt: "2025-03-01T09:00:00.000Z" }
const read = (record: unknown) => readRecord(structuredClone(record), checkRecord, "live")
const sessionOf = (change: Record<string, unknown>) => {
  const reading = read({ ...least, ...change })
  if (reading.kind !== "session") throw new Error(JSON.stringify(reading))
  return reading.session
}
const reasonOf = (change: Record<string, unknown>) => {
  const reading = read({ ...least, ...change })
  return reading.kind === "refused" ? reading.reason : reading
}

test("an id and a time are enough", () => {
  expect(read(least)).toEqual({
    kind: "session",
    session: {
      id: least._id,
      mode: "live",
      createdAt: new Date(least.createdAt),
      updatedAt: null,
      verified: true,
      facts: {},
    },
  })
})

test("what the other server says beside the facts is no fact; fields that nobody knows are", () => {
  const session = sessionOf({
    __v: 0,
    org: "their org",
    mode: "test",
    saveType: "ABANDON",
    bounced: true,
    verified: false,
    updatedAt: "2025-03-01T09:31:00.000Z",
    colour: { of: ["the", "sky"] },
    canceled: false,
  })
  expect(session).toEqual({
    id: least._id,
    mode: "test",
    createdAt: new Date(least.createdAt),
    updatedAt: new Date("2025-03-01T09:31:00.000Z"),
    verified: false,
    facts: { colour: { of: ["the", "sky"] }, canceled: false },
  })
})

describe("where servers differ", () => {
  test("words may come in any case, numbers and flags as texts, ids as numbers", () => {
    const { facts, mode } = sessionOf({
      mode: "Sandbox",
      canceled: "false",
      customer: { id: 42, planPrice: "2500", billingInterval: "month", onTrial: "true" },
      acceptedOffer: { offerType: "pause", pauseInterval: "month", pauseDuration: "2" },
      presentedOffers: [{ offerType: "Pause", accepted: "true" }],
      stepsViewed: [{ stepType: "survey", duration: "900" }],
    })
    expect({ mode, ...facts }).toEqual({
      mode: "sandbox",
      canceled: false,
      customer: { id: "42", planPrice: 2500, billingInterval: "month", onTrial: true },
      acceptedOffer: { offerType: "PAUSE", pauseInterval: "MONTH", pauseDuration: 2 },
      presentedOffers: [{ offerType: "PAUSE", accepted: true }],
      stepsViewed: [{ stepType: "SURVEY", duration: 900 }],
    })
  })

  test("null and an empty text say what an absent field says", () => {
    const { facts } = sessionOf({
      customer: { id: "", email: null, subscriptionStart: "" },
      recordingStartTime: "",
      acceptedOffer: null,
      presentedOffers: null,
    })
    expect(facts).toEqual({ customer: { email: null }, acceptedOffer: null, presentedOffers: null })
  })

  test("an accepted offer that only saveType tells of is one; an empty one is none", () => {
    expect(sessionOf({ saveType: "DISCOUNT" }).facts).toEqual({ acceptedOffer: { offerType: "DISCOUNT" } })
    expect(sessionOf({ saveType: "pause", acceptedOffer: { guid: "g" } }).facts).toEqual({
      acceptedOffer: { guid: "g", offerType: "PAUSE" },
    })
    expect(sessionOf({ saveType: "ABANDON", acceptedOffer: {} }).facts).toEqual({})
  })
})

test("a session in progress is left out; one without a decision from a server that knows no progress is not", () => {
  expect(read({ ...least, canceled: false, saveType: null }).kind).toBe("inProgress")
  expect(read({ ...least, canceled: false }).kind).toBe("session")
  expect(read({ ...least, canceled: true, saveType: null }).kind).toBe("session")
  expect(read({ ...least, aborted: true, saveType: null }).kind).toBe("session")
})

describe("refused, with the field and what is wrong", () => {
  test.for([
    [{ _id: undefined }, "_id is missing."],
    [{ _id: "" }, "_id is empty; it takes 1 or more characters."],
    [{ createdAt: undefined }, "createdAt is missing."],
    [
      { createdAt: "yesterday" },
      'createdAt is "yesterday"; it takes an ISO 8601 time from the year 2000 to a day from now.',
    ],
    [
      { createdAt: "2999-01-01T00:00:00Z" },
      'createdAt is "2999-01-01T00:00:00Z"; it takes an ISO 8601 time from the year 2000 to a day from now.',
    ],
    [{ mode: "PRODUCTION" }, 'mode is "PRODUCTION"; it takes one of LIVE, TEST, SANDBOX.'],
    [
      { saveType: "GIFT" },
      'saveType is "GIFT"; it takes one of DISCOUNT, PAUSE, PLAN_CHANGE, TRIAL_EXTENSION, CONTACT, REDIRECT, REBATE, CUSTOM, ABANDON.',
    ],
    [{ canceled: "perhaps" }, 'canceled is "perhaps"; it takes boolean.'],
    [{ customer: "Ada" }, 'customer is "Ada"; it takes object.'],
    [{ customer: { planPrice: "a lot" } }, 'customer.planPrice is "a lot"; it takes number.'],
    [{ acceptedOffer: { guid: "g" } }, "acceptedOffer.offerType is missing."],
    [{ feedback: "a\0b" }, "feedback contains a NUL character, which is not accepted."],
    [{ "a\0b": 1 }, "a key of the record contains a NUL character, which is not accepted."],
    [{ feedback: "\ud800" }, "feedback contains half of a surrogate pair; texts must be valid Unicode."],
    [{ own: { deep: Number.POSITIVE_INFINITY } }, "own.deep is too large for a number."],
  ] as const)("%j: %s", ([change, reason]) => {
    expect(reasonOf(change)).toBe(reason)
  })

  test("what is no object", () => {
    for (const value of [null, 5, "text", [least]]) {
      expect(read(value)).toEqual({ kind: "refused", id: null, reason: "It is no object." })
    }
  })

  test("a key that would change the object itself", () => {
    const record = JSON.parse(`{"_id":"a","createdAt":"2025-03-01","own":{"__proto__":{"admin":true}}}`)
    expect(readRecord(record, checkRecord, "live")).toEqual({
      kind: "refused",
      id: "a",
      reason: "own has a key __proto__, which is not accepted.",
    })
  })
})
