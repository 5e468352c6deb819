import type { SegmentAttribute } from "@holdfast/protocol/dashboard"
import type { SegmentOperand, SegmentRule } from "@holdfast/protocol/flow"

const names: Record<string, string> = {
  CUSTOMER_EMAIL: "Email address",
  PLAN_ID: "Plan id",
  CURRENCY: "Currency",
  PRICE: "Price",
  BILLING_INTERVAL: "Billing interval",
  BILLING_INTERVAL_COUNT: "Billing interval count",
  SUBSCRIPTION_STATUS: "Subscription status",
  SUBSCRIPTION_DISCOUNT: "Discount of the subscription",
  SUBSCRIPTION_AGE_MONTHS: "Age of the subscription, in months",
  SUBSCRIPTION_START_DATE: "Start of the subscription",
  CANCEL_FLOW_WILL_SHOW_CLICK_TO_CANCEL: "Click to cancel applies",
}

/** What an attribute is called; a custom one is called by its key. */
export const attributeName = (attribute: string): string =>
  Object.hasOwn(names, attribute) ? (names[attribute] ?? attribute) : attribute

const operandNames: Record<SegmentOperand, string> = {
  INCLUDES: "is one of",
  NOT_INCLUDES: "is none of",
  GTE: "is at least",
  LTE: "is at most",
  BETWEEN: "is between",
  NOT_BETWEEN: "is not between",
}

/** Dates are read as days. */
const dateNames: Partial<Record<SegmentOperand, string>> = { GTE: "is on or after", LTE: "is on or before" }

type ValueType = SegmentAttribute["type"]

export const operandName = (operand: SegmentOperand, type: ValueType): string =>
  (type === "DATE" ? dateNames[operand] : undefined) ?? operandNames[operand]

/** What can be asked of a value of a type. */
export const operandsOf = (type: ValueType): readonly SegmentOperand[] =>
  type === "STRING" || type === "BOOLEAN"
    ? ["INCLUDES", "NOT_INCLUDES"]
    : type === "DATE"
      ? ["GTE", "LTE", "BETWEEN", "NOT_BETWEEN"]
      : ["GTE", "LTE", "BETWEEN", "NOT_BETWEEN", "INCLUDES", "NOT_INCLUDES"]

/** The rule with another operand: what was written stays as far as the operand has a place for it. */
export function withOperand(rule: SegmentRule, operand: SegmentOperand): SegmentRule {
  const [first = "", second = ""] = rule.value
  if (operand === "BETWEEN" || operand === "NOT_BETWEEN") return { ...rule, operand, value: [first, second] }
  if (operand === "GTE" || operand === "LTE") return { ...rule, operand, value: [first] }
  return { ...rule, operand, value: rule.value.filter((each) => each !== "") }
}

/** A rule to begin with. */
export function newRule({ attribute, type }: Pick<SegmentAttribute, "attribute" | "type">): SegmentRule {
  const [operand = "INCLUDES"] = operandsOf(type)
  return withOperand({ attribute, operand, value: [], type }, operand)
}

/** What a rule lacks before it can be asked; null where it lacks nothing. */
export function ruleLack({ operand, value, type }: SegmentRule): string | null {
  const said = value.filter((each) => each.trim() !== "")
  const wanted = operand === "BETWEEN" || operand === "NOT_BETWEEN" ? 2 : 1
  if (said.length < wanted) return "Say a value."
  if (operand === "INCLUDES" || operand === "NOT_INCLUDES") return null
  const isNumber = (text: string) => Number.isFinite(type === "DATE" ? Date.parse(text) : Number(text))
  if (!said.every(isNumber)) return type === "DATE" ? "Say a day." : "Say a number."
  return null
}
