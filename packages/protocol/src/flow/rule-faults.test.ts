import fc from "fast-check"
import { expect, test } from "vitest"
import { mostRules, mostRuleValues, ruleFaults } from "./rule-faults.ts"
import { ruleHolds, type SegmentRule, segmentOperands } from "./segment.ts"
import { typedRule } from "./segment-attributes.ts"

const rule = (attribute: string, operand: string, value: string[], type?: string) =>
  ({ attribute, operand, value, ...(type && { type }) }) as SegmentRule

test("good rules have no faults", () => {
  const rules = [
    rule("PLAN_ID", "INCLUDES", ["pro", "team"]),
    rule("CUSTOMER_EMAIL", "NOT_INCLUDES", ["ada@example.com"], "STRING"),
    rule("BILLING_INTERVAL", "INCLUDES", ["YEAR"]),
    rule("PRICE", "GTE", ["29.90"]),
    rule("SUBSCRIPTION_AGE_MONTHS", "BETWEEN", ["3", "3"], "NUMBER"),
    rule("SUBSCRIPTION_START_DATE", "LTE", ["2026-03-31"]),
    rule("SUBSCRIPTION_START_DATE", "NOT_BETWEEN", ["2026-03-31T10:00Z", "2026-03-31T12:00+01:00"]),
    rule("CANCEL_FLOW_WILL_SHOW_CLICK_TO_CANCEL", "INCLUDES", ["true"]),
    rule("seats", "GTE", ["10"]),
    rule("renewed", "LTE", ["2026-01-01"], "DATE"),
    rule("beta", "INCLUDES", ["false"], "BOOLEAN"),
    rule("toString", "INCLUDES", ["x"]),
  ]
  expect(ruleFaults(rules)).toEqual([])
  expect(ruleFaults([])).toEqual([])
})

test.for([
  [rule(" ", "INCLUDES", ["x"]), "attribute", "is empty; it takes the name of an attribute"],
  [rule("x".repeat(501), "INCLUDES", ["x"]), "attribute", "is 501 characters long; it takes at most 500"],
  [rule("PRICE", "GTE", ["1"], "STRING"), "type", "is STRING; PRICE is a number (NUMBER)"],
  [
    rule("PRICE", "INCLUDES", ["1"]),
    "operand",
    "is INCLUDES; an attribute that is a number takes GTE, LTE, BETWEEN, NOT_BETWEEN",
  ],
  [
    rule("PLAN_ID", "GTE", ["1"]),
    "operand",
    "is GTE; an attribute that is a text takes INCLUDES, NOT_INCLUDES",
  ],
  [rule("PLAN_ID", "INCLUDES", []), "value", "has no values; it takes 1 or more"],
  [
    rule(
      "PLAN_ID",
      "INCLUDES",
      Array.from({ length: mostRuleValues + 1 }, () => "x"),
    ),
    "value",
    "has 501 values; it takes at most 500",
  ],
  [rule("PRICE", "GTE", ["1", "2"]), "value", "has 2 values; GTE takes 1"],
  [rule("PRICE", "BETWEEN", ["1"]), "value", "has 1 value; BETWEEN takes 2"],
  [
    rule("PRICE", "BETWEEN", ["10", "9"]),
    "value",
    "begins with the larger of its two ends; the smaller one comes first",
  ],
  [rule("PRICE", "GTE", ["a lot"]), "value[0]", "is no number"],
  [rule("PRICE", "GTE", ["Infinity"]), "value[0]", "is no number"],
  [rule("PLAN_ID", "INCLUDES", ["pro", " "]), "value[1]", "is empty"],
  [rule("SUBSCRIPTION_START_DATE", "GTE", ["March"]), "value[0]", "is no date such as 2026-03-31"],
  [rule("SUBSCRIPTION_START_DATE", "GTE", ["2026-13-41"]), "value[0]", "is no date such as 2026-03-31"],
  [rule("BILLING_INTERVAL", "INCLUDES", ["MONTHLY"]), "value[0]", "is none of DAY, WEEK, MONTH, YEAR"],
  [rule("beta", "INCLUDES", ["yes"], "BOOLEAN"), "value[0]", "is neither true nor false"],
] as const)("%j is refused at its %s", ([bad, path, fault]) => {
  const good = rule("PLAN_ID", "INCLUDES", ["pro"])
  expect(ruleFaults([good, bad])).toEqual([{ path: `rules[1].${path}`, fault }])
})

test("a segment has at most so many rules", () => {
  const rules = Array.from({ length: mostRules + 1 }, () => rule("PLAN_ID", "INCLUDES", ["pro"]))
  expect(ruleFaults(rules)).toEqual([{ path: "rules", fault: "has 51 rules; a segment has at most 50" }])
})

test("a rule without faults can hold for some customer", () => {
  const values = fc.oneof(
    fc.constantFrom("1", "2", "2026-03-31", "true", "pro", ""),
    fc.string({ maxLength: 3 }),
  )
  const rules = fc.record({
    attribute: fc.constantFrom("PRICE", "SUBSCRIPTION_START_DATE", "PLAN_ID", "custom"),
    operand: fc.constantFrom(...segmentOperands),
    value: fc.array(values, { maxLength: 3 }),
  })
  let good = 0
  fc.assert(
    fc.property(rules, (each) => {
      if (ruleFaults([each]).length > 0) return
      good++
      const candidates = [...each.value, "something else", "-1e300", "1e300", "0001-01-01", "9999-12-31"]
      expect(candidates.some((actual) => ruleHolds(typedRule(each), actual))).toBe(true)
    }),
    { numRuns: 2000 },
  )
  expect(good).toBeGreaterThan(100)
})
