import type { SegmentRule } from "./segment.ts"

export type AttributeType = NonNullable<SegmentRule["type"]>

/** What the product itself knows of a customer (wire contract 6.6); every other name is that of a custom attribute. */
export const segmentAttributes = {
  CUSTOMER_EMAIL: "STRING",
  PLAN_ID: "STRING",
  CURRENCY: "STRING",
  PRICE: "NUMBER",
  BILLING_INTERVAL: "STRING",
  BILLING_INTERVAL_COUNT: "NUMBER",
  SUBSCRIPTION_STATUS: "STRING",
  SUBSCRIPTION_DISCOUNT: "STRING",
  SUBSCRIPTION_AGE_MONTHS: "NUMBER",
  SUBSCRIPTION_START_DATE: "DATE",
  CANCEL_FLOW_WILL_SHOW_CLICK_TO_CANCEL: "BOOLEAN",
} as const satisfies Record<string, AttributeType>
export type KnownAttribute = keyof typeof segmentAttributes

export const isKnownAttribute = (attribute: string): attribute is KnownAttribute =>
  Object.hasOwn(segmentAttributes, attribute)

/** The values that there are, where they are few. */
export const attributeWords: Readonly<Partial<Record<KnownAttribute, readonly string[]>>> = {
  BILLING_INTERVAL: ["DAY", "WEEK", "MONTH", "YEAR"],
  SUBSCRIPTION_STATUS: ["TRIALING", "ACTIVE"],
  SUBSCRIPTION_DISCOUNT: ["ONCE", "REPEATING", "FOREVER"],
}

/** Of what type the values of a rule are: the attribute's own, else what the rule says, else what its operand needs. */
export function typeOfRule({ attribute, operand, type }: SegmentRule): AttributeType {
  if (isKnownAttribute(attribute)) return segmentAttributes[attribute]
  return type ?? (operand === "INCLUDES" || operand === "NOT_INCLUDES" ? "STRING" : "NUMBER")
}

/** The rule with the type of its values, by which dates are read as dates. */
export const typedRule = (rule: SegmentRule): SegmentRule => ({
  attribute: rule.attribute,
  operand: rule.operand,
  value: rule.value,
  type: typeOfRule(rule),
})
