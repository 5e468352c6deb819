import type { SessionFacts } from "@holdfast/protocol"
import type { SegmentRule } from "@holdfast/protocol/flow"
import fc from "fast-check"
import { expect, test } from "vitest"
import { type EarlierSegment, reachOf } from "./reach-of.ts"
import type { RecentSession } from "./recent-sessions.ts"

const at = new Date("2026-11-01T12:00:00.000Z")
const includes = (attribute: string, ...value: string[]): SegmentRule => ({
  attribute,
  operand: "INCLUDES",
  value,
})
const session = (id: string, customAttributes: Record<string, unknown>): RecentSession => ({
  ...{ id, customer: `${id}@example.com`, createdAt: at },
  facts: { customer: { customAttributes } },
})
const ids = ({ newest }: { newest: { sessionId: string }[] }) => newest.map(({ sessionId }) => sessionId)

test("what was not recorded is unknown, unless another rule rules the session out", () => {
  const sessions = [
    session("both", { country: "DE", seats: 12 }),
    session("no seats", { country: "DE" }),
    session("ruled out", { country: "FR" }),
    session("nothing", {}),
    session("few", { country: "DE", seats: 2 }),
  ]
  const rules: SegmentRule[] = [
    includes("country", "DE"),
    { attribute: "seats", operand: "GTE", value: ["10"] },
  ]
  const reach = reachOf(sessions, rules, [])
  expect([ids(reach.matching), ids(reach.unknown), ids(reach.other)]).toEqual([
    ["both"],
    ["no seats", "nothing"],
    ["ruled out", "few"],
  ])
  expect(reach).toMatchObject({ sessions: 5, unknownByRule: [1, 3], hiddenBy: [] })
  expect(reach.matching.newest).toEqual([
    { sessionId: "both", customer: "both@example.com", createdAt: at.toISOString() },
  ])
})

test("no rules match nobody; NOT_INCLUDES over what is not known is unknown, too", () => {
  const sessions = [session("a", {})]
  expect(reachOf(sessions, [], []).other.count).toBe(1)
  const abroad: SegmentRule = { attribute: "country", operand: "NOT_INCLUDES", value: ["US"] }
  expect(reachOf(sessions, [abroad], []).unknown.count).toBe(1)
})

test("a segment is hidden by those before it that take all of its sessions, and by no others", () => {
  const sessions = [
    session("a", { country: "DE" }),
    session("b", { country: "AT" }),
    session("c", { country: "FR" }),
  ]
  const rules = [includes("country", "DE", "AT")]
  const earlier: EarlierSegment[] = [
    { id: "1", name: "French", rules: [includes("country", "FR")] },
    { id: "2", name: "German", rules: [includes("country", "DE")] },
    { id: "3", name: "Austrian", rules: [includes("country", "AT")] },
    { id: "4", name: "All", rules: [{ attribute: "country", operand: "NOT_INCLUDES", value: ["US"] }] },
  ]
  const hidden = reachOf(sessions, rules, earlier)
  expect(hidden.hiddenBy).toEqual([
    { id: "2", name: "German" },
    { id: "3", name: "Austrian" },
  ])
  expect([hidden.matching.count, hidden.takenEarlier.count]).toEqual([2, 2])
  const open = reachOf(sessions, rules, earlier.slice(0, 2))
  expect([open.hiddenBy, ids(open.takenEarlier)]).toEqual([[], ["a"]])
  expect(reachOf([], rules, earlier).hiddenBy).toEqual([])
})

test("the newest 20 of each are told, and all are counted", () => {
  const sessions = Array.from({ length: 30 }, (_, i) => session(`s${i}`, { country: "DE" }))
  const { matching } = reachOf(sessions, [includes("country", "DE")], [])
  expect([matching.count, matching.newest.length, matching.newest[0]?.sessionId]).toEqual([30, 20, "s0"])
})

/** An attribute of few values that is often not known, by the words of a table. */
const attributes = {
  PLAN_ID: (facts: SessionFacts) => facts.customer?.planId ?? null,
  PRICE: (facts: SessionFacts) => (facts.customer?.planPrice == null ? null : facts.customer.planPrice / 100),
  SUBSCRIPTION_STATUS: (facts: SessionFacts) =>
    facts.customer?.onTrial == null ? null : facts.customer.onTrial ? "TRIALING" : "ACTIVE",
  SUBSCRIPTION_START_DATE: (facts: SessionFacts) => facts.customer?.subscriptionStart ?? null,
  seats: (facts: SessionFacts) => (facts.customer?.customAttributes?.seats as number | undefined) ?? null,
}
type Attribute = keyof typeof attributes
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })
const days = ["2026-01-01T00:00:00.000Z", "2026-02-01T00:00:00.000Z", "2026-03-01T00:00:00.000Z"] as const

const facts = fc.record({
  planId: maybe(fc.constantFrom("a", "b")),
  planPrice: maybe(fc.constantFrom(100, 200, 300)),
  onTrial: maybe(fc.boolean()),
  subscriptionStart: maybe(fc.constantFrom(...days)),
  seats: maybe(fc.constantFrom(1, 2, 3)),
})
const textRule = (attribute: Attribute, values: readonly string[]) =>
  fc.record({
    attribute: fc.constant(attribute),
    operand: fc.constantFrom("INCLUDES" as const, "NOT_INCLUDES" as const),
    value: fc.subarray([...values], { minLength: 1 }),
  })
const rangeRule = (attribute: Attribute, values: readonly string[]) =>
  fc.record({
    attribute: fc.constant(attribute),
    operand: fc.constantFrom("GTE" as const, "LTE" as const, "BETWEEN" as const, "NOT_BETWEEN" as const),
    value: fc.subarray([...values], { minLength: 2, maxLength: 2 }),
  })
const numbers = ["1", "2", "3"]
const rules = fc.array(
  fc.oneof(
    textRule("PLAN_ID", ["a", "b"]),
    textRule("SUBSCRIPTION_STATUS", ["TRIALING", "ACTIVE"]),
    rangeRule("PRICE", numbers),
    rangeRule("seats", numbers),
    rangeRule("SUBSCRIPTION_START_DATE", days),
  ),
  { maxLength: 3 },
)

/** Kleene's logic, written out: null is unknown. */
function naiveRule(rule: SegmentRule, all: SessionFacts): boolean | null {
  const actual = attributes[rule.attribute as Attribute](all)
  if (actual === null) return null
  const place = (value: string | number) =>
    rule.attribute === "SUBSCRIPTION_START_DATE"
      ? days.indexOf(value as (typeof days)[number])
      : Number(value)
  const [low = 0, high = 0] = rule.value.map(place)
  const is = place(actual)
  switch (rule.operand) {
    case "INCLUDES":
      return rule.value.includes(String(actual))
    case "NOT_INCLUDES":
      return !rule.value.includes(String(actual))
    case "GTE":
      return is >= low
    case "LTE":
      return is <= low
    case "BETWEEN":
      return low <= is && is <= high
    case "NOT_BETWEEN":
      return is < low || high < is
  }
}

const naiveTakes = (filter: readonly SegmentRule[], all: SessionFacts) =>
  filter.length > 0 && filter.every((rule) => naiveRule(rule, all) ?? rule.operand === "NOT_INCLUDES")

test("for any sessions, rules and segments before, the reach is what a naive look says", () => {
  const anySession = facts.map(({ seats, ...customer }) => ({
    customer: { ...customer, customAttributes: seats === undefined ? {} : { seats } },
  })) as fc.Arbitrary<SessionFacts>
  let unknown = 0
  let hidden = 0
  fc.assert(
    fc.property(
      fc.array(anySession, { maxLength: 12 }),
      rules,
      fc.array(rules, { maxLength: 2 }),
      (all, own, others) => {
        const sessions = all.map((each, i) => ({ id: `${i}`, customer: "", createdAt: at, facts: each }))
        const earlier = others.map((filter, i) => ({ id: `e${i}`, name: `E${i}`, rules: filter }))
        const verdicts = all.map((each) => own.map((rule) => naiveRule(rule, each)))
        const where = (isThere: (verdict: (boolean | null)[]) => boolean) =>
          verdicts.flatMap((verdict, i) => (isThere(verdict) ? [`${i}`] : []))
        const matching = where((verdict) => verdict.length > 0 && verdict.every((each) => each === true))
        const other = where((verdict) => verdict.length === 0 || verdict.includes(false))
        const takers = matching.map(
          (i) => earlier.find((each) => naiveTakes(each.rules, all[Number(i)] ?? {}))?.id,
        )
        const taken = matching.filter((_, i) => takers[i] !== undefined)
        const isHidden = matching.length > 0 && taken.length === matching.length
        const reach = reachOf(sessions, own, earlier)
        expect({
          matching: ids(reach.matching),
          other: ids(reach.other),
          unknown: ids(reach.unknown),
          taken: ids(reach.takenEarlier),
          hiddenBy: reach.hiddenBy.map(({ id }) => id),
          unknownByRule: reach.unknownByRule,
        }).toEqual({
          matching,
          other,
          unknown: where(
            (verdict) => verdict.length > 0 && !verdict.includes(false) && verdict.includes(null),
          ),
          taken,
          hiddenBy: isHidden ? earlier.map(({ id }) => id).filter((id) => takers.includes(id)) : [],
          unknownByRule: own.map((_, i) => verdicts.filter((verdict) => verdict[i] === null).length),
        })
        unknown += reach.unknown.count
        hidden += reach.hiddenBy.length
      },
    ),
    { numRuns: 1500 },
  )
  expect([unknown > 100, hidden > 20]).toEqual([true, true])
})
