import { type Dimension, dimensions, modes } from "@holdfast/protocol"
import fc from "fast-check"
import type { SessionFilter, Values } from "../session-filter.ts"
import { type Breakdown, timeUnits } from "../time-unit.ts"
import { vocabulary } from "./random-sessions.ts"

const values: Partial<Record<Dimension, Values>> = {
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
}

const choices = fc
  .uniqueArray(fc.constantFrom(...(Object.keys(values) as Dimension[])), { maxLength: 3 })
  .chain((names) =>
    fc.record(
      Object.fromEntries(
        names.map((name) => [
          name,
          fc.array(fc.constantFrom(...(values[name] ?? []), "no such value"), { maxLength: 3 }),
        ]),
      ),
    ),
  )

const searches = fc.oneof(
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
  ),
)

const idFilter = fc.record(
  {
    sessionId: fc.array(fc.constantFrom("none", "01a20000-0000-7000-8000-000000000000"), { maxLength: 2 }),
    customerId: fc.array(fc.constantFrom("cus_1", "cus_2", "cus_99"), { maxLength: 3 }),
    customerEmail: fc.array(fc.constantFrom("Person1@Example.com", "nobody"), { maxLength: 2 }),
  },
  { requiredKeys: [] },
)

/**
 * Any filter over random sessions, seldom with a search or an id, which leave little else to narrow.
 * @param times of sessions: a filter begins and ends at one of these, or a millisecond beside it
 */
export const filtersOver = (workspaceIds: readonly string[], times: readonly Date[]) => {
  const instant = fc
    .tuple(fc.constantFrom(...times), fc.constantFrom(-1, 0, 0, 1))
    .map(([time, beside]) => new Date(time.getTime() + beside))
  const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })
  return fc
    .record({
      workspaceId: fc.constantFrom(...workspaceIds),
      mode: fc.constantFrom(...modes, "live" as const, "live" as const),
      from: fc.option(instant, { nil: undefined }),
      to: fc.option(instant, { nil: undefined }),
      upTo: seldom(instant),
      search: seldom(searches),
      is: choices,
      not: choices,
      ids: fc.option(idFilter, { nil: undefined, freq: 1 }),
      notIds: fc.option(idFilter, { nil: undefined, freq: 1 }),
    })
    .map((filter): SessionFilter => filter)
}

export const breakdowns = fc.uniqueArray(
  fc.constantFrom<Breakdown>(...dimensions, ...timeUnits, ...timeUnits),
  { maxLength: 3 },
)
