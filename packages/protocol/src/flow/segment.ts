import { majorUnits } from "../money.ts"
import { readInstant } from "../read-instant.ts"
import type { SessionFacts } from "../schema/session-facts.ts"
import { subscriptionAgeMonths } from "../subscription-age.ts"

/** A rule over one attribute of the customer. All of a segment's rules must hold. */
export interface SegmentRule {
  attribute: string
  operand: SegmentOperand
  value: string[]
  type?: "STRING" | "NUMBER" | "BOOLEAN" | "DATE"
}

export const segmentOperands = ["INCLUDES", "NOT_INCLUDES", "GTE", "LTE", "BETWEEN", "NOT_BETWEEN"] as const
export type SegmentOperand = (typeof segmentOperands)[number]

export type AttributeValue = string | number | boolean

/** Whether a rule holds for a customer with this value. Without a value only NOT_INCLUDES does. */
export function ruleHolds(rule: SegmentRule, actual: AttributeValue | undefined): boolean {
  const number = (value: AttributeValue | undefined) => {
    if (typeof value !== "string") return Number(value)
    if (rule.type === "DATE") return Date.parse(value)
    // `Number` reads an empty text as 0
    return value.trim() === "" ? Number.NaN : Number(value)
  }
  const [low, high] = [number(rule.value[0]), number(rule.value[1] ?? rule.value[0])]
  switch (rule.operand) {
    case "INCLUDES":
      return actual !== undefined && rule.value.includes(String(actual))
    case "NOT_INCLUDES":
      return actual === undefined || !rule.value.includes(String(actual))
    case "GTE":
      return number(actual) >= low
    case "LTE":
      return number(actual) <= low
    case "BETWEEN":
      return number(actual) >= low && number(actual) <= high
    case "NOT_BETWEEN":
      return number(actual) < low || number(actual) > high
  }
}

/**
 * What a session knows of an attribute that rules ask for (wire contract 6.6); undefined where it does not.
 * @param at when the session began: ages are counted to it
 */
export function attributeOf(attribute: string, facts: SessionFacts, at: Date): AttributeValue | undefined {
  const customer = facts.customer ?? {}
  const start = customer.subscriptionStart ?? customer.created
  switch (attribute) {
    case "CUSTOMER_EMAIL":
      return customer.email ?? undefined
    case "PLAN_ID":
      return customer.planId ?? undefined
    case "CURRENCY":
      return customer.currency ?? undefined
    case "BILLING_INTERVAL":
      return customer.billingInterval?.toUpperCase()
    case "BILLING_INTERVAL_COUNT":
      return customer.billingIntervalCount ?? undefined
    case "SUBSCRIPTION_STATUS":
      return customer.onTrial == null ? undefined : customer.onTrial ? "TRIALING" : "ACTIVE"
    case "SUBSCRIPTION_DISCOUNT":
      return discountDuration(customer.subscriptionDiscount)
    case "PRICE":
      return customer.planPrice == null
        ? undefined
        : majorUnits(customer.planPrice, customer.currency ?? "usd")
    case "SUBSCRIPTION_AGE_MONTHS": {
      const began = start ? readInstant(start) : null
      return began ? subscriptionAgeMonths(began, at) : undefined
    }
    case "SUBSCRIPTION_START_DATE":
      return start ?? undefined
    case "CANCEL_FLOW_WILL_SHOW_CLICK_TO_CANCEL":
      return facts.clickToCancelEnabled ?? undefined
    default:
      return scalar(customer.customAttributes?.[attribute])
  }
}

const scalar = (value: unknown): AttributeValue | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : undefined

/** A coupon without an end, for one invoice, or for a number of months. */
function discountDuration(discount: Record<string, unknown> | null | undefined): string | undefined {
  const coupon = discount?.coupon
  if (typeof coupon !== "object" || coupon === null) return undefined
  const { couponDuration: lasts } = coupon as { couponDuration?: unknown }
  if (lasts == null || lasts === "FOREVER") return "FOREVER"
  return lasts === "ONCE" ? "ONCE" : "REPEATING"
}
