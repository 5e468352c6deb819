import type { JudgedRule, SegmentReason, SegmentRule } from "@holdfast/protocol/flow"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"

const attributes: Record<string, string> = {
  CUSTOMER_EMAIL: "Email",
  PLAN_ID: "Plan",
  PRODUCT_ID: "Product",
  CURRENCY: "Currency",
  BILLING_INTERVAL: "Billing interval",
  SUBSCRIPTION_STATUS: "Subscription status",
  SUBSCRIPTION_DISCOUNT: "Discount",
  PRICE: "Price",
  BILLING_INTERVAL_COUNT: "Intervals per period",
  SUBSCRIPTION_AGE_MONTHS: "Subscription age in months",
  SUBSCRIPTION_START_DATE: "Subscription start",
  CANCEL_FLOW_WILL_SHOW_CLICK_TO_CANCEL: "Cancel Now is shown",
}

/** Which flow was chosen, and by what, in a sentence. */
export function segmentSentence(reason: SegmentReason): string {
  if (reason.kind === "primary") return "No segment matched: Primary Flow."
  const name = readableText(reason.name)
  if (name === null) return "A segment that this workspace does not know (any more) decided the flow."
  if (reason.rules.length === 0) return `The segment ${shorten(name, 200)} matched. It has no rules now.`
  const which = `The segment ${shorten(name, 200)} matched: it was the first whose rules all held.`
  const isStale = reason.rules.some(({ holds }) => holds === false)
  return isStale
    ? `${which} Its rules have changed since: as they stand now, not all of them hold.`
    : `${which} These are its rules as they stand now.`
}

/** A rule as a person says it: `Billing interval is YEAR`, `Price is between 10 and 20`. */
export function rulePhrase(rule: SegmentRule): string {
  const name = attributes[rule.attribute] ?? (readableText(rule.attribute) || "An attribute")
  const values = rule.value.map((value) => shorten(readableText(value) ?? "(empty)", 80))
  const shown = values.slice(0, 8)
  const list = values.length > 8 ? `${shown.join(", ")} and ${values.length - 8} more` : shown.join(", ")
  const [low = "?", high = "?"] = values
  const words: Record<SegmentRule["operand"], string> = {
    INCLUDES: values.length === 1 ? `is ${list}` : `is one of ${list}`,
    NOT_INCLUDES: values.length === 1 ? `is not ${list}` : `is none of ${list}`,
    GTE: `is at least ${low}`,
    LTE: `is at most ${low}`,
    BETWEEN: `is between ${low} and ${high}`,
    NOT_BETWEEN: `is not between ${low} and ${high}`,
  }
  return `${shorten(name, 80)} ${words[rule.operand]}`
}

/** What the customer had, beside the rule. */
export function actualPhrase({ actual }: JudgedRule): string {
  if (actual === null) return "not recorded in this session"
  if (typeof actual === "boolean") return actual ? "here: yes" : "here: no"
  return `here: ${shorten(readableText(String(actual)) ?? "(empty)", 120)}`
}
