import { type Dimension, dimensions, modes, type OfferWord, offerEnds, offerWord } from "@holdfast/protocol"
import fc from "fast-check"
import { type Breakdown, timeUnits } from "../count/time-unit.ts"
import type { SessionFilter, Values } from "../read/session-filter.ts"
import type { Stored } from "./naive-sessions.ts"
import { vocabulary } from "./random-sessions.ts"

const values: Record<Dimension, Values> = {
  outcome: ["open", "abandoned", "saved", "canceled"],
  saveType: [null, "ABANDON", "PAUSE", "DISCOUNT"],
  offerType: vocabulary.offerTypes,
  response: vocabulary.responses,
  trial: ["true", "false"],
  segmentId: vocabulary.segments,
  planId: vocabulary.plans,
  billingInterval: vocabulary.intervals,
  couponId: vocabulary.coupons,
  pauseDuration: [null, "1", "2", "3"],
  currency: [null, "usd", "eur", "USD"],
  ageMonths: [null, "0", "11", "12", "24"],
  ageYears: [null, "0", "1", "2"],
  bounced: ["true", "false"],
  verified: ["true", "false"],
  abtest: vocabulary.tests,
  abtestArm: vocabulary.arms,
  blueprintId: vocabulary.blueprints,
  reason: [null, "choice-1", "choice-2", "Too expensive", "null"],
  followup: [null, "ten\r\nor less", "null"],
  hasFeedback: ["true", "false"],
  startMonth: [null, "2025-03", "2025-11", "2026-01"],
  priced: ["true", "false"],
  language: [null, "fr", "de"],
  region: [null, "US-CA", "Bavaria"],
  cancelRule: [null, "single-click", "none"],
  usedClickToCancel: ["true", "false"],
  offerLook: [null, "under-3s", "3-10s", "10-30s", "over-30s"],
  recordingState: [null, "available", "privacy", "elsewhere", "call", "unverified"],
}

const choices = fc
  .uniqueArray(fc.constantFrom(...(Object.keys(values) as Dimension[])), { maxLength: 3 })
  .chain((names) =>
    fc.record(
      Object.fromEntries(
        names.map((name) => [
          name,
          fc.array(fc.constantFrom(...values[name], "no such value"), { maxLength: 3 }),
        ]),
      ),
    ),
  )

export const searches = fc.oneof(
  fc.constantFrom(
    "",
    "e",
    "q",
    "%",
    "_",
    "\\",
    "'",
    "zu",
    "ÄR",
    "är",
    "😀",
    "@e",
    "_%",
    "%_%",
    "son1",
    "I like it, I",
    "\n",
    "a\nb",
    "A\r\nB",
    "ten\nor",
    "how MUCH",
    "c'est",
    "C\u2019EST",
    "\u201cs\u00fbr\u201d",
    '"su\u0302r"',
    "a\u2014b",
    "a-b",
  ),
  fc.constantFrom(
    "person12@example.com",
    "PERSON3",
    "afford",
    "ärger MIT",
    "cus_7",
    "nothing like it",
    "مرحبا",
    "lll",
    // the end of one field and the beginning of the next
    ".com\ncus_1",
    "\ncus_2",
    "right?\nten",
    "or less",
    "like it,\nI just",
  ),
)

type Known = Pick<Stored, "id" | "foreign_id" | "created_at">

const offerChoices = fc.array(
  fc.constantFrom<OfferWord>(
    ...offerEnds.flatMap((end) =>
      ["DISCOUNT", "PAUSE", "offer-1", "offer-2"].map((key) => offerWord(end, key)),
    ),
  ),
  { maxLength: 4 },
)

/** Ids that are given out and hidden ones, in the spelling of either and another, and some that nobody has. */
const idFilterOver = (sessions: readonly Known[]) => {
  const ids = sessions.flatMap(({ id, foreign_id }) => [id, foreign_id ?? id, id.toUpperCase()])
  const hidden = sessions.flatMap(({ id, foreign_id }) => (foreign_id === null ? [] : [id]))
  const any = fc.constantFrom("none", "nobody", ...ids)
  return fc.record(
    {
      sessionId: fc.array(hidden.length > 0 ? fc.oneof(any, fc.constantFrom(...hidden)) : any, {
        maxLength: 12,
      }),
      customerId: fc.array(fc.constantFrom("cus_1", "cus_2", "cus_99", "CUS_1", "nobody"), { maxLength: 3 }),
      customerEmail: fc.array(fc.constantFrom("Person1@Example.com", "Person2@Example.com", "nobody"), {
        maxLength: 3,
      }),
    },
    { requiredKeys: [] },
  )
}

/**
 * Any filter over random sessions, seldom with a search or an id, which leave little else to narrow. It begins and ends
 * at the time of a session, or a millisecond beside it.
 */
export const filtersOver = (workspaceIds: readonly string[], sessions: readonly Known[]) => {
  const times = sessions.map(({ created_at }) => created_at)
  const idFilter = idFilterOver(sessions)
  const instant = fc
    .tuple(fc.constantFrom(...times), fc.constantFrom(-1, 0, 0, 1))
    .map(([time, beside]) => new Date(time.getTime() + beside))
  // `freq` is how often there is something for each time that there is nothing, and one
  const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })
  const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
  return fc
    .record({
      workspaceId: fc.constantFrom(...workspaceIds),
      mode: fc.constantFrom(...modes, "live" as const, "live" as const),
      from: fc.option(instant, { nil: undefined }),
      to: fc.option(instant, { nil: undefined }),
      upTo: seldom(instant),
      offers: rarely(offerChoices),
      notOffers: rarely(offerChoices),
      search: seldom(searches),
      is: choices,
      not: choices,
      ids: rarely(idFilter),
      notIds: rarely(idFilter),
    })
    .map((filter): SessionFilter => filter)
}

const breakdown = fc.constantFrom<Breakdown>(...dimensions, ...timeUnits, ...timeUnits)

/** Mostly a few, and up to all at once. */
export const breakdowns = fc.oneof(
  { weight: 3, arbitrary: fc.uniqueArray(breakdown, { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.uniqueArray(breakdown, {
      minLength: 4,
      maxLength: dimensions.length + timeUnits.length,
      size: "max",
    }),
  },
)
