import { afterAll, beforeAll, describe, expect, test } from "vitest"
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
    leftOut: [],
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

  test("the handlers that ran may come as a list", () => {
    expect(sessionOf({ customActionHandler: ["handleCancel", "handlePause"] }).facts).toEqual({
      customActionHandler: "handleCancel,handlePause",
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

describe("a saveType of null", () => {
  const endOf = (change: Record<string, unknown>) => {
    const reading = read({ ...least, saveType: null, ...change })
    return reading.kind === "session" ? reading.session.facts : reading
  }

  test("is a cancellation, whether canceled is true, null or absent", () => {
    for (const canceled of [true, "true", null, undefined]) {
      expect(endOf({ canceled, acceptedOffer: null, aborted: false })).toEqual({
        canceled: true,
        acceptedOffer: null,
      })
    }
  })

  test("with canceled false is a session in progress, which is left out", () => {
    expect(endOf({ canceled: false, aborted: false })).toEqual({
      kind: "inProgress",
      id: least._id,
      reason: "It is in progress: canceled is false and saveType is null.",
    })
  })

  test("says nothing against a fact that tells how the session ended", () => {
    expect(endOf({ aborted: true })).toEqual({ aborted: true })
    expect(endOf({ canceled: false, aborted: true })).toEqual({ canceled: false, aborted: true })
    expect(endOf({ canceled: false, acceptedOffer: { offerType: "PAUSE" } })).toEqual({
      canceled: false,
      acceptedOffer: { offerType: "PAUSE" },
    })
  })

  test("is not an absent one: without any fact the session was abandoned", () => {
    expect(sessionOf({ canceled: false }).facts).toEqual({ canceled: false })
    expect(sessionOf({ canceled: null }).facts).toEqual({ canceled: null })
  })
})

describe("times", () => {
  const zone = process.env.TZ
  beforeAll(() => {
    process.env.TZ = "America/New_York"
  })
  afterAll(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  test("the machine's zone is the one that the tests mean", () => {
    expect(new Date("2024-05-01T10:00:00").toISOString()).toBe("2024-05-01T14:00:00.000Z")
  })

  test.for([
    ["2024-05-01", "2024-05-01T00:00:00.000Z"],
    ["2024-05-01T10:00", "2024-05-01T10:00:00.000Z"],
    ["2024-05-01T10:00:00", "2024-05-01T10:00:00.000Z"],
    ["2024-05-01 10:00:00.123456", "2024-05-01T10:00:00.123Z"],
    ["2024-05-01 10:00:00 UTC", "2024-05-01T10:00:00.000Z"],
    ["2024-05-01 10:00:00+00", "2024-05-01T10:00:00.000Z"],
    ["2024-05-01T10:00:00.5+0200", "2024-05-01T08:00:00.500Z"],
    ["2024-05-01T10:00:00-05:30", "2024-05-01T15:30:00.000Z"],
    [1714557600000, "2024-05-01T10:00:00.000Z"],
    [1714557600, "2024-05-01T10:00:00.000Z"],
    [1714557600.25, "2024-05-01T10:00:00.250Z"],
  ] as const)("%s is %s", ([createdAt, instant]) => {
    expect(sessionOf({ createdAt }).createdAt.toISOString()).toBe(instant)
  })

  test("without a zone are in UTC wherever they stand", () => {
    const at = "2024-05-01T10:00:00"
    const { updatedAt, facts } = sessionOf({
      updatedAt: at,
      recordingStartTime: at,
      customer: { subscriptionStart: at, trialEnd: at },
      presentedOffers: [{ presentedAt: at, declinedAt: null }],
      stepsViewed: [{ start: at }],
      customAttributes: { at },
    })
    expect(updatedAt?.toISOString()).toBe("2024-05-01T10:00:00.000Z")
    expect(facts).toEqual({
      recordingStartTime: `${at}Z`,
      customer: { subscriptionStart: `${at}Z`, trialEnd: `${at}Z` },
      presentedOffers: [{ presentedAt: `${at}Z`, declinedAt: null }],
      stepsViewed: [{ start: `${at}Z` }],
      customAttributes: { at },
    })
  })
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
    [{ customer: { id: ["a"] } }, "customer.id is a list; it takes string."],
    [{ customer: { id: "a\0b" } }, "customer.id contains a NUL character, which is not accepted."],
    [{ verified: "perhaps" }, 'verified is "perhaps"; it takes boolean.'],
    [{ aborted: {} }, "aborted is a object; it takes boolean."],
    [{ acceptedOffer: { guid: "g" } }, "acceptedOffer.offerType is missing."],
    [
      { acceptedOffer: { offerType: "GIFT" } },
      'acceptedOffer.offerType is "GIFT"; it takes one of DISCOUNT, PAUSE, PLAN_CHANGE, TRIAL_EXTENSION, CONTACT, REDIRECT, REBATE, CUSTOM.',
    ],
  ] as const)("%j: %s", ([change, reason]) => {
    expect(reasonOf(change)).toBe(reason)
  })

  test("what is no object", () => {
    for (const value of [null, 5, "text", [least]]) {
      expect(read(value)).toEqual({ kind: "refused", id: null, reason: "It is no object." })
    }
  })
})

describe("left out of the session, which is taken", () => {
  const date = "it takes an ISO 8601 time from the year 2000 to 2200."
  const instant = "it takes an ISO 8601 time from the year 2000 to a day from now."
  const offerTypes = "DISCOUNT, PAUSE, PLAN_CHANGE, TRIAL_EXTENSION, CONTACT, REDIRECT, REBATE, CUSTOM"
  const readWhole = (change: Record<string, unknown>) => {
    const reading = read({ ...least, ...change })
    if (reading.kind !== "session") throw new Error(JSON.stringify(reading))
    return { facts: reading.session.facts, leftOut: reading.leftOut }
  }

  test.for([
    [
      { customer: { id: "c", created: "1970-01-01T00:00:00Z", pauseEnd: "9999-12-31" } },
      { customer: { id: "c" } },
      [
        ["customer.created", `customer.created is "1970-01-01T00:00:00Z"; ${date}`],
        ["customer.pauseEnd", `customer.pauseEnd is "9999-12-31"; ${date}`],
      ],
    ],
    [
      { customer: { subscriptionStart: 0, trialEnd: { $date: 5 } } },
      { customer: {} },
      [
        ["customer.subscriptionStart", `customer.subscriptionStart is "0"; ${date}`],
        ["customer.trialEnd", "customer.trialEnd is a object; it takes string."],
      ],
    ],
    [{ updatedAt: "soon" }, {}, [["updatedAt", `updatedAt is "soon"; ${instant}`]]],
    [
      { customer: { id: "c", planPrice: "a lot" } },
      { customer: { id: "c" } },
      [["customer.planPrice", 'customer.planPrice is "a lot"; it takes number.']],
    ],
    [
      { availableTranslations: ["fr", "de"], translationType: "human" },
      {},
      [
        ["translationType", 'translationType is "human"; it takes one of ai, manual.'],
        ["availableTranslations", "availableTranslations is a list; it takes boolean."],
      ],
    ],
    [
      { presentedOffers: [{ guid: "a", offerType: "GIFT" }, "nothing", { guid: "b", offerType: "PRIZE" }] },
      { presentedOffers: [{ guid: "a" }, { guid: "b" }] },
      [
        [
          "presentedOffers[].offerType",
          `presentedOffers[0].offerType is "GIFT"; it takes one of ${offerTypes}.`,
        ],
        ["presentedOffers[]", 'presentedOffers[1] is "nothing"; it takes object.'],
        [
          "presentedOffers[].offerType",
          `presentedOffers[1].offerType is "PRIZE"; it takes one of ${offerTypes}.`,
        ],
      ],
    ],
    [
      { stepsViewed: [{ stepType: "VIDEO", guid: "v", numChoices: -1 }] },
      { stepsViewed: [{ guid: "v" }] },
      [
        [
          "stepsViewed[].stepType",
          'stepsViewed[0].stepType is "VIDEO"; it takes one of SURVEY, OFFER, FREEFORM, CONFIRM, CUSTOM.',
        ],
        ["stepsViewed[].numChoices", "stepsViewed[0].numChoices is -1; it takes at least 0."],
      ],
    ],
    [
      { acceptedOffer: { offerType: "DISCOUNT", couponAmount: 20, couponDuration: "forever" } },
      { acceptedOffer: { offerType: "DISCOUNT", couponAmount: 20 } },
      [["acceptedOffer.couponDuration", 'acceptedOffer.couponDuration is "forever"; it takes number.']],
    ],
    [{ feedback: "a\0b" }, {}, [["feedback", "feedback contains a NUL character, which is not accepted."]]],
    [
      { feedback: "\ud800" },
      {},
      [["feedback", "feedback contains half of a surrogate pair; texts must be valid Unicode."]],
    ],
    [
      { own: { "a\0b": 1, kept: true } },
      { own: { kept: true } },
      [["own.a\0b", "a key of own contains a NUL character, which is not accepted."]],
    ],
    [
      { own: { deep: [1, Number.POSITIVE_INFINITY] } },
      { own: { deep: [1] } },
      [["own.deep[]", "own.deep[1] is too large for a number."]],
    ],
    [
      { feedback: "x".repeat(100_001) },
      {},
      [["feedback", "feedback is 100001 characters long; it takes at most 100000."]],
    ],
  ] as const)("%j", ([change, facts, fields]) => {
    expect(readWhole(change)).toEqual({
      facts,
      leftOut: fields.map(([field, reason]) => ({ field, reason })),
    })
  })

  test("a number goes with its unit, which it would be misread without", () => {
    const pauseInterval = 'acceptedOffer.pauseInterval is "DAY"; it takes one of MONTH, WEEK.'
    expect(
      readWhole({
        acceptedOffer: { offerType: "PAUSE", pauseDuration: 30, pauseInterval: "day", guid: "g" },
      }),
    ).toEqual({
      facts: { acceptedOffer: { offerType: "PAUSE", guid: "g" } },
      leftOut: [
        { field: "acceptedOffer.pauseInterval", reason: pauseInterval },
        {
          field: "acceptedOffer.pauseDuration",
          reason: `acceptedOffer.pauseDuration has no unit: ${pauseInterval}`,
        },
      ],
    })
    const { facts } = readWhole({
      acceptedOffer: { offerType: "DISCOUNT", couponType: "POINTS", couponAmount: 500 },
    })
    expect(facts).toEqual({ acceptedOffer: { offerType: "DISCOUNT" } })
  })

  test("a key that would change the object itself", () => {
    const record = JSON.parse(
      `{"_id":"a","createdAt":"2025-03-01","own":{"__proto__":{"admin":true},"kept":1}}`,
    )
    expect(readRecord(record, checkRecord, "live")).toMatchObject({
      kind: "session",
      session: { facts: { own: { kept: 1 } } },
      leftOut: [{ field: "own.__proto__", reason: "own has a key __proto__, which is not accepted." }],
    })
  })

  test("a list that is wrong through and through goes as a whole, after two hundred of its fields", () => {
    const { facts, leftOut } = readWhole({
      stepsViewed: Array.from({ length: 300 }, () => ({ guid: "g", duration: "long" })),
    })
    expect([facts, leftOut.length, leftOut.at(-1)]).toEqual([
      {},
      201,
      { field: "stepsViewed", reason: 'stepsViewed[200].duration is "long"; it takes number.' },
    ])
  })
})
