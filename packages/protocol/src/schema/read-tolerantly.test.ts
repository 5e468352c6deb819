import { expect, test } from "vitest"
import { readTolerantly, SdkSession } from "./index.ts"

const read = (value: unknown) => readTolerantly(SdkSession, value)

test("what is right stays as it came", () => {
  const session = {
    canceled: true,
    mode: "LIVE",
    customer: {
      id: "cus_1",
      planPrice: 2900,
      subscriptionStart: "2025-01-05",
      customAttributes: { a: { b: [1] } },
    },
    acceptedOffer: { guid: "o", offerType: "PAUSE", pauseInterval: "MONTH" },
    stepsViewed: [{ stepType: "SURVEY", start: "2026-11-01T12:00:00Z" }],
    mine: { deep: [1, "two", null] },
  }
  expect(read(session)).toEqual({ value: session, ignored: [] })
})

test("what has one meaning is read", () => {
  const { value, ignored } = read({
    canceled: false,
    feedback: 42,
    aborted: "true",
    customer: {
      id: 17,
      planPrice: "2900",
      billingInterval: "month",
      billingIntervalCount: "3",
      subscriptionStart: "Jan 5, 2025",
      created: 1736071200,
      trialEnd: "",
    },
    presentedOffers: [{ offerType: "discount", presentedAt: "2026-10-31 10:00:00" }],
  })
  expect(value).toEqual({
    canceled: false,
    feedback: "42",
    aborted: true,
    customer: {
      id: "17",
      planPrice: 2900,
      billingInterval: "MONTH",
      billingIntervalCount: 3,
      subscriptionStart: "2025-01-05T00:00:00.000Z",
      created: "2025-01-05T10:00:00.000Z",
    },
    presentedOffers: [{ offerType: "DISCOUNT", presentedAt: "2026-10-31T10:00:00.000Z" }],
  })
  expect(ignored).toEqual([])
})

test("a field that cannot be read is left out and named, and the session stays", () => {
  const { value, ignored } = read({
    canceled: true,
    customer: {
      id: "cus_1",
      planPrice: "29.00",
      billingInterval: "one_time",
      created: "1999-12-31",
      subscriptionStart: "2026-02-30",
      onTrial: "perhaps",
      currency: ["usd"],
    },
    stepsViewed: [{ stepType: "SURVEY", start: "soon" }, "none", null],
    presentedOffers: { offerType: "PAUSE" },
    region: "Bavaria",
  })
  expect(value).toEqual({ canceled: true, customer: { id: "cus_1" }, stepsViewed: [{ stepType: "SURVEY" }] })
  expect(ignored).toEqual([
    { path: "customer.planPrice", why: "takes a number; as a text, only a whole one" },
    { path: "customer.billingInterval", why: "takes one of DAY, WEEK, MONTH, YEAR" },
    { path: "customer.created", why: "is not between 2000 and 2200" },
    { path: "customer.subscriptionStart", why: "is no time that can be read; ISO 8601 is best" },
    { path: "customer.onTrial", why: "takes true or false" },
    { path: "customer.currency", why: "takes a code of ISO 4217, such as usd" },
    { path: "stepsViewed[0].start", why: "is no time that can be read; ISO 8601 is best" },
    { path: "stepsViewed[1]", why: "takes an object" },
    { path: "stepsViewed[2]", why: "is null" },
    { path: "presentedOffers", why: "takes a list" },
    { path: "region", why: "takes an object" },
  ])
})

test.each([
  ["QUARTER", undefined, "MONTH", 3],
  ["quarterly", 2, "MONTH", 6],
  ["every 2 weeks", undefined, "WEEK", 2],
  ["P6M", undefined, "MONTH", 6],
  ["Annually", undefined, "YEAR", undefined],
  ["months", "3", "MONTH", 3],
])("the interval %j with a count of %j is %s, %j", (billingInterval, count, interval, counted) => {
  const customer = { billingIntervalCount: count, billingInterval }
  expect(read(JSON.parse(JSON.stringify({ customer })))).toEqual({
    value: { customer: { billingInterval: interval, ...(counted && { billingIntervalCount: counted }) } },
    ignored: [],
  })
})

test.each([
  [" usd ", "usd"],
  ["€", "eur"],
  ["US$", "usd"],
  ["EUR", "EUR"],
  ["$", undefined],
  ["¥", undefined],
])("the currency %j is %j", (currency, expected) => {
  const { value, ignored } = read({ customer: { currency } })
  expect(value).toEqual({ customer: expected ? { currency: expected } : {} })
  expect(ignored.map(({ path }) => path)).toEqual(expected ? [] : ["customer.currency"])
})

test("a unit that cannot be read takes its number along", () => {
  const offer = { offerType: "PAUSE", pauseInterval: "day", pauseDuration: 30 }
  expect(read({ acceptedOffer: offer })).toEqual({
    value: { acceptedOffer: { offerType: "PAUSE" } },
    ignored: [
      { path: "acceptedOffer.pauseInterval", why: "takes one of MONTH, WEEK" },
      { path: "acceptedOffer.pauseDuration", why: "has no unit that can be read" },
    ],
  })
})

test("extended JSON is read as what it stands for, in unknown fields too", () => {
  const canceledAt = { $date: { $numberLong: "1736071200000" } }
  expect(
    read({ customer: { planPrice: { $numberInt: "2900" }, created: canceledAt }, mine: { canceledAt } }),
  ).toEqual({
    value: {
      customer: { planPrice: 2900, created: "2025-01-05T10:00:00.000Z" },
      mine: { canceledAt: "2025-01-05T10:00:00.000Z" },
    },
    ignored: [],
  })
})

test("handlers that come as a list are joined, and a true in words is true", () => {
  expect(read({ canceled: "TRUE", customActionHandler: ["handleCancel", "handlePause"] })).toEqual({
    value: { canceled: true, customActionHandler: "handleCancel,handlePause" },
    ignored: [],
  })
})

test("an offer of an unknown kind is a custom one of that name, and a step likewise", () => {
  expect(
    read({ acceptedOffer: { offerType: "FREE_BEER" }, stepsViewed: [{ stepType: "video" }] }).value,
  ).toEqual({
    acceptedOffer: { offerType: "CUSTOM", customOfferType: "FREE_BEER" },
    stepsViewed: [{ stepType: "CUSTOM", customStepType: "video" }],
  })
})

test("an accepted offer that says nothing is none, and one of no kind is named", () => {
  expect(read({ acceptedOffer: {} })).toEqual({ value: {}, ignored: [] })
  expect(read({ acceptedOffer: { offerType: 7, couponId: "x" } })).toEqual({
    value: {},
    ignored: [
      { path: "acceptedOffer.offerType", why: expect.stringMatching(/^takes one of DISCOUNT, /) },
      { path: "acceptedOffer", why: "has no offerType that can be read" },
    ],
  })
})

test("what says how it ended and whose it is, is never guessed", () => {
  const odd = { canceled: "yes", customer: { id: { a: 1 } } }
  expect(read(odd)).toEqual({ value: odd, ignored: [] })
  expect(read("text").value).toBe("text")
  expect(read([1]).value).toEqual([1])
})

test("a text that is too long is cut, and characters that cannot be kept are replaced, both said", () => {
  const { value, ignored } = read({
    surveyChoiceValue: "é".repeat(10_001),
    feedback: "a\0b\ud800",
    mine: "\0",
  })
  expect(value).toEqual({ surveyChoiceValue: "é".repeat(10_000), feedback: "a\ufffdb\ufffd", mine: "\ufffd" })
  expect(ignored.map(({ path }) => path)).toEqual(["surveyChoiceValue", "feedback", "mine"])
})

test("of more than 200 steps the first and the last hundred are kept", () => {
  const steps = Array.from({ length: 1000 }, (_, i) => ({ stepType: "SURVEY", guid: String(i) }))
  const { value, ignored } = read({ stepsViewed: steps })
  expect((value as { stepsViewed: unknown }).stepsViewed).toEqual([
    ...steps.slice(0, 100),
    ...steps.slice(-100),
  ])
  expect(ignored).toEqual([
    { path: "stepsViewed", why: "has more than 200 entries; the first and the last 100 are kept" },
  ])
})

test("unknown fields are kept up to a hundred keys and 16 KB, in all depths", () => {
  const many = Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`u${i}`, i]))
  const kept = read({ canceled: true, ...many })
  expect(Object.keys(kept.value as object)).toHaveLength(101)
  expect(kept.ignored).toEqual([{ path: "", why: "has more fields than are kept; the first ones are" }])
  const deep = read({ mine: { list: Array(200).fill(1) }, other: "x".repeat(20_000), last: 1 })
  expect([deep.value, deep.ignored.map(({ path }) => path)]).toEqual([{ last: 1 }, ["mine", "other"]])
})

test("a session with 200 steps, whatever is known of each, and three long texts is kept whole", () => {
  const session = {
    canceled: true,
    stepsViewed: Array.from({ length: 200 }, (_, i) => ({
      stepType: "SURVEY",
      guid: `0195c3a0-0000-7000-8000-${String(i).padStart(12, "0")}`,
      numChoices: 12,
      start: "2026-11-01T12:00:00.000Z",
      end: "2026-11-01T12:00:04.000Z",
      duration: 4000,
    })),
    surveyChoiceValue: "x".repeat(4000),
    followupResponse: "x".repeat(4000),
    feedback: "x".repeat(4000),
  }
  expect(read(session)).toEqual({ value: session, ignored: [] })
})

test("a session is kept up to 32 KB: a text behind that is cut, and of a list the beginning is kept", () => {
  const text = "x".repeat(20_000)
  const steps = Array.from({ length: 10 }, () => ({ guid: "y".repeat(500) }))
  const { value, ignored } = read({ followupResponse: text, feedback: text, stepsViewed: steps })
  const kept = value as { followupResponse: string; feedback: string; stepsViewed: unknown[] }
  expect(kept.followupResponse).toBe(text)
  expect(text.startsWith(kept.feedback)).toBe(true)
  expect(kept.feedback.length).toBeGreaterThan(10_000)
  expect(kept.stepsViewed).toEqual(steps.slice(0, kept.stepsViewed.length))
  expect(JSON.stringify(value).length).toBeLessThan(32 * 1024 + 1000)
  const reason = "beyond the 32 KB that are kept of a session"
  expect(ignored).toEqual([
    { path: "feedback", why: `is ${reason}, and cut` },
    { path: `stepsViewed[${kept.stepsViewed.length}]`, why: `and all after it is ${reason}` },
  ])
})

test("a text is cut by what its own beginning takes, and never within a character", () => {
  for (const first of ["é", "😀", "\n"]) {
    const text = first.repeat(40_000) + "x".repeat(500_000)
    const { value } = read({ feedback: text, followupResponse: text })
    const { feedback, followupResponse } = value as Record<string, string>
    const texts = [feedback, followupResponse].map(String)
    for (const kept of texts) {
      expect(text.startsWith(kept) && kept.isWellFormed()).toBe(true)
      expect(kept.length).toBeGreaterThanOrEqual(500)
    }
    expect(new TextEncoder().encode(JSON.stringify(value)).length).toBeLessThan(33 * 1024)
  }
})

test("an attempt on the prototype is no field", () => {
  const hostile = JSON.parse(
    '{"canceled":true,"mine":{"__proto__":{"a":1},"b":2},"__proto__":{"canceled":false}}',
  )
  const { value } = read(hostile)
  expect(value).toEqual({ canceled: true, mine: { b: 2 } })
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
})
