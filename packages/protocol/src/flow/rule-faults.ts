import type { SegmentOperand, SegmentRule } from "./segment.ts"
import { type AttributeType, attributeWords, isKnownAttribute, typeOfRule } from "./segment-attributes.ts"

/** What keeps a segment's rules from being kept. */
export interface RuleFault {
  /** Where: `rules[2].value[0]`. */
  path: string
  /** What is wrong there, as the end of a sentence that begins with the path. */
  fault: string
}

export const mostRules = 50
export const mostRuleValues = 500
const mostLetters = 500

const operandsOf: Record<AttributeType, readonly SegmentOperand[]> = {
  STRING: ["INCLUDES", "NOT_INCLUDES"],
  BOOLEAN: ["INCLUDES", "NOT_INCLUDES"],
  NUMBER: ["GTE", "LTE", "BETWEEN", "NOT_BETWEEN"],
  DATE: ["GTE", "LTE", "BETWEEN", "NOT_BETWEEN"],
}

const typeWords: Record<AttributeType, string> = {
  STRING: "a text",
  BOOLEAN: "true or false",
  NUMBER: "a number",
  DATE: "a date",
}

/** Everything that is wrong with a segment's rules; none where nothing is. */
export function ruleFaults(rules: readonly SegmentRule[]): RuleFault[] {
  if (rules.length > mostRules)
    return [{ path: "rules", fault: `has ${rules.length} rules; a segment has at most ${mostRules}` }]
  return rules.flatMap((rule, i) =>
    faultsOf(rule).map(({ path, fault }) => ({ path: `rules[${i}].${path}`, fault })),
  )
}

function faultsOf(rule: SegmentRule): RuleFault[] {
  const { attribute, operand, value, type } = rule
  if (attribute.trim() === "")
    return [{ path: "attribute", fault: "is empty; it takes the name of an attribute" }]
  if (attribute.length > mostLetters)
    return [
      { path: "attribute", fault: `is ${attribute.length} characters long; it takes at most ${mostLetters}` },
    ]
  const asked = typeOfRule(rule)
  if (type !== undefined && type !== asked)
    return [{ path: "type", fault: `is ${type}; ${attribute} is ${typeWords[asked]} (${asked})` }]
  if (!operandsOf[asked].includes(operand)) {
    const accepted = operandsOf[asked].join(", ")
    return [
      { path: "operand", fault: `is ${operand}; an attribute that is ${typeWords[asked]} takes ${accepted}` },
    ]
  }
  const count = countFault(operand, value.length)
  if (count !== null) return [{ path: "value", fault: count }]
  const faults = value.flatMap((each, v): RuleFault[] => {
    const fault = valueFault(each, attribute, asked)
    return fault === null ? [] : [{ path: `value[${v}]`, fault }]
  })
  const [low, high] = value.map((each) => (asked === "DATE" ? Date.parse(each) : Number(each)))
  const isTurned =
    faults.length === 0 && value.length === 2 && low !== undefined && high !== undefined && low > high
  return isTurned && (operand === "BETWEEN" || operand === "NOT_BETWEEN")
    ? [{ path: "value", fault: "begins with the larger of its two ends; the smaller one comes first" }]
    : faults
}

function countFault(operand: SegmentOperand, count: number): string | null {
  if (operand === "INCLUDES" || operand === "NOT_INCLUDES") {
    if (count === 0) return "has no values; it takes 1 or more"
    return count > mostRuleValues ? `has ${count} values; it takes at most ${mostRuleValues}` : null
  }
  const needed = operand === "BETWEEN" || operand === "NOT_BETWEEN" ? 2 : 1
  if (count === needed) return null
  return `has ${count} ${count === 1 ? "value" : "values"}; ${operand} takes ${needed}`
}

const isDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/

function valueFault(value: string, attribute: string, type: AttributeType): string | null {
  if (value.trim() === "") return "is empty"
  if (value.length > mostLetters) return `is ${value.length} characters long; it takes at most ${mostLetters}`
  switch (type) {
    case "NUMBER":
      return Number.isFinite(Number(value)) ? null : "is no number"
    case "DATE":
      return isDate.test(value) && !Number.isNaN(Date.parse(value)) ? null : "is no date such as 2026-03-31"
    case "BOOLEAN":
      return value === "true" || value === "false" ? null : "is neither true nor false"
    case "STRING": {
      const words = isKnownAttribute(attribute) ? attributeWords[attribute] : undefined
      return words && !words.includes(value) ? `is none of ${words.join(", ")}` : null
    }
  }
}
