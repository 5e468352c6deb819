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
    ignored: [],
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
      customer: { id: "42", planPrice: 2500, billingInterval: "MONTH", onTrial: true },
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
      recordingStartTime: `${at}.000Z`,
      customer: { subscriptionStart: `${at}.000Z`, trialEnd: `${at}.000Z` },
      presentedOffers: [{ presentedAt: `${at}.000Z`, declinedAt: null }],
      stepsViewed: [{ start: `${at}.000Z` }],
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
    [{ canceled: "perhaps" }, 'canceled is "perhaps"; it takes boolean.'],
    [{ customer: { id: ["a"] } }, "customer.id is a list; it takes string."],
    [{ verified: "perhaps" }, 'verified is "perhaps"; it takes boolean.'],
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
  const readWhole = (change: Record<string, unknown>) => {
    const reading = read({ ...least, ...change })
    if (reading.kind !== "session") throw new Error(JSON.stringify(reading))
    const { session, ignored } = reading
    return { facts: session.facts, ignored: Object.fromEntries(ignored.map(({ path, why }) => [path, why])) }
  }

  test.for([
    [
      { customer: { id: "c", created: "1970-01-01T00:00:00Z", pauseEnd: "9999-12-31" } },
      { customer: { id: "c" } },
      {
        "customer.created": "is not between 2000 and 2200",
        "customer.pauseEnd": "is not between 2000 and 2200",
      },
    ],
    [
      { customer: { id: "c", planPrice: "29.00" }, updatedAt: "soon" },
      { customer: { id: "c" } },
      {
        "customer.planPrice": "takes a number; as a text, only a whole one",
        updatedAt: "is no time that can be read; ISO 8601 is best",
      },
    ],
    [
      { customer: "Ada", acceptedOffer: { guid: "g" }, aborted: {} },
      {},
      {
        customer: "takes an object",
        acceptedOffer: "has no offerType that can be read",
        aborted: "takes true or false",
      },
    ],
    [
      { saveType: "PAUSE", acceptedOffer: "yes" },
      { acceptedOffer: { offerType: "PAUSE" } },
      { acceptedOffer: "takes an object" },
    ],
    [
      { availableTranslations: ["fr", "de"], translationType: "human" },
      {},
      { availableTranslations: "takes true or false", translationType: "takes one of ai, manual" },
    ],
    [
      { feedback: "a\0b", own: { deep: [1, Number.POSITIVE_INFINITY] } },
      { feedback: "a\ufffdb", own: { deep: [1, null] } },
      {
        feedback: "has a NUL character or half of a surrogate pair, which is replaced by U+FFFD",
        own: "has characters or numbers that cannot be kept, which are replaced",
      },
    ],
  ] as const)("%j", ([change, facts, ignored]) => {
    expect(readWhole(change)).toEqual({ facts, ignored })
  })

  test("a number goes with its unit, which it would be misread without", () => {
    expect(
      readWhole({
        acceptedOffer: { offerType: "PAUSE", pauseDuration: 30, pauseInterval: "day", guid: "g" },
      }),
    ).toEqual({
      facts: { acceptedOffer: { offerType: "PAUSE", guid: "g" } },
      ignored: {
        "acceptedOffer.pauseInterval": "takes one of MONTH, WEEK",
        "acceptedOffer.pauseDuration": "has no unit that can be read",
      },
    })
    const { facts } = readWhole({
      acceptedOffer: { offerType: "DISCOUNT", couponType: "POINTS", couponAmount: 500 },
    })
    expect(facts).toEqual({ acceptedOffer: { offerType: "DISCOUNT" } })
  })

  test("what is beyond the bounds of every way in", () => {
    const many = Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`u${i}`, i]))
    const { facts, ignored } = readWhole({ canceled: true, ...many })
    expect([Object.keys(facts).length, ignored]).toEqual([
      101,
      { "": "has more fields than are kept; the first ones are" },
    ])
  })
})

describe("of the kinds that other programs write", () => {
  test("an offer that nobody knows is a custom one of that name, wherever it is told", () => {
    const custom = { acceptedOffer: { offerType: "CUSTOM", customOfferType: "GIFT" } }
    expect(sessionOf({ saveType: "GIFT" }).facts).toEqual(custom)
    expect(sessionOf({ acceptedOffer: { offerType: "GIFT" } }).facts).toEqual(custom)
    expect(sessionOf({ saveType: "GIFT", acceptedOffer: { guid: "g" } }).facts).toEqual({
      acceptedOffer: { guid: "g", ...custom.acceptedOffer },
    })
  })

  test.for(["relaxed", "canonical"] as const)("extended JSON, %s, as mongoexport writes it", (form) => {
    const at = Date.parse("2025-03-01T09:00:00.000Z")
    const relaxed = { time: { $date: "2025-03-01T09:00:00.000Z" }, price: 2900, count: 3 }
    const canonical = {
      time: { $date: { $numberLong: String(at) } },
      price: { $numberInt: "2900" },
      count: { $numberLong: "3" },
    }
    const { time, price, count } = form === "relaxed" ? relaxed : canonical
    const reading = read({
      _id: { $oid: least._id },
      createdAt: time,
      canceled: true,
      customer: {
        id: { $uuid: "3b241101-e2bb-4255-8caf-4136c566a962" },
        planPrice: price,
        billingIntervalCount: count,
        created: time,
        email: { $undefined: true },
        customAttributes: { seats: count, since: time, size: { $numberDecimal: "1.5" } },
      },
      theirs: { $binary: { base64: "OyQRAeK7QlWMr0E2xWapYg==", subType: "04" } },
    })
    expect(reading).toEqual({
      kind: "session",
      session: {
        id: least._id,
        mode: "live",
        createdAt: new Date(at),
        updatedAt: null,
        verified: true,
        facts: {
          canceled: true,
          customer: {
            id: "3b241101-e2bb-4255-8caf-4136c566a962",
            planPrice: 2900,
            billingIntervalCount: 3,
            created: "2025-03-01T09:00:00.000Z",
            customAttributes: {
              seats: 3,
              since: "2025-03-01T09:00:00.000Z",
              size: 1.5,
            },
          },
          theirs: "3b241101-e2bb-4255-8caf-4136c566a962",
        },
      },
      ignored: [],
    })
  })
})
