import type { SegmentRule } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { attributeName, newRule, operandsOf, ruleLack, withOperand } from "./rule-words.ts"

const rule = (rest: Partial<SegmentRule>): SegmentRule => ({
  attribute: "teamSize",
  operand: "GTE",
  value: ["3"],
  type: "NUMBER",
  ...rest,
})

test("what is known has a name, what is custom its key", () => {
  expect([attributeName("PLAN_ID"), attributeName("teamSize"), attributeName("constructor")]).toEqual([
    "Plan id",
    "teamSize",
    "constructor",
  ])
})

test("another operand keeps what was written, as far as there is a place for it", () => {
  expect(withOperand(rule({}), "BETWEEN").value).toEqual(["3", ""])
  expect(withOperand(rule({ operand: "BETWEEN", value: ["3", "9"] }), "LTE").value).toEqual(["3"])
  expect(withOperand(rule({ operand: "BETWEEN", value: ["3", ""] }), "INCLUDES").value).toEqual(["3"])
})

test("a rule begins with the first operand of its type", () => {
  expect(newRule({ attribute: "PLAN_ID", type: "STRING" })).toEqual({
    attribute: "PLAN_ID",
    operand: "INCLUDES",
    value: [],
    type: "STRING",
  })
  expect(newRule({ attribute: "PRICE", type: "NUMBER" }).value).toEqual([""])
  expect(operandsOf("BOOLEAN")).toEqual(["INCLUDES", "NOT_INCLUDES"])
})

test.each([
  [rule({}), null],
  [rule({ value: [""] }), "Say a value."],
  [rule({ value: ["many"] }), "Say a number."],
  [rule({ operand: "BETWEEN", value: ["3"] }), "Say a value."],
  [rule({ operand: "INCLUDES", value: ["many"] }), null],
  [rule({ type: "DATE", value: ["soon"] }), "Say a day."],
  [rule({ type: "DATE", value: ["2026-01-31"] }), null],
] as const)("%j lacks %j", (given, lack) => {
  expect(ruleLack(given)).toBe(lack)
})
