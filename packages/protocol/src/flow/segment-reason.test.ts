import { expect, test } from "vitest"
import type { SessionFacts } from "../schema/session-facts.ts"
import { attributeOf, ruleHolds, type SegmentRule } from "./segment.ts"
import { segmentReason } from "./segment-reason.ts"

const at = new Date("2026-11-01T00:00:00.000Z")
const facts: SessionFacts = {
  clickToCancelEnabled: false,
  customer: {
    email: "a@example.com",
    planId: "price_1",
    planPrice: 2900,
    currency: "usd",
    billingInterval: "month",
    billingIntervalCount: 3,
    onTrial: true,
    subscriptionStart: "2024-10-31T00:00:00.000Z",
    subscriptionDiscount: { coupon: { couponDuration: 3 } },
    customAttributes: { teamSize: 5, tags: ["a"] },
  },
}

test.for([
  ["CUSTOMER_EMAIL", "a@example.com"],
  ["PLAN_ID", "price_1"],
  ["PRICE", 29],
  ["CURRENCY", "usd"],
  ["BILLING_INTERVAL", "MONTH"],
  ["BILLING_INTERVAL_COUNT", 3],
  ["SUBSCRIPTION_STATUS", "TRIALING"],
  ["SUBSCRIPTION_DISCOUNT", "REPEATING"],
  ["SUBSCRIPTION_AGE_MONTHS", 24],
  ["SUBSCRIPTION_START_DATE", "2024-10-31T00:00:00.000Z"],
  ["CANCEL_FLOW_WILL_SHOW_CLICK_TO_CANCEL", false],
  ["teamSize", 5],
  ["tags", undefined],
  ["PRODUCT_ID", undefined],
  ["constructor", undefined],
] as const)("%s is %s", ([attribute, value]) => {
  expect(attributeOf(attribute, facts, at)).toBe(value)
})

test("yen have no smaller unit", () => {
  expect(attributeOf("PRICE", { customer: { planPrice: 2900, currency: "jpy" } }, at)).toBe(2900)
})

test("a session that knows nothing of its customer has no attributes", () => {
  for (const attribute of [
    "PRICE",
    "SUBSCRIPTION_STATUS",
    "SUBSCRIPTION_AGE_MONTHS",
    "SUBSCRIPTION_DISCOUNT",
  ]) {
    expect(attributeOf(attribute, {}, at)).toBe(undefined)
  }
})

const rule = (operand: SegmentRule["operand"], ...value: string[]): SegmentRule => ({
  attribute: "A",
  operand,
  value,
})
test.for([
  [rule("INCLUDES", "a", "b"), "b", true],
  [rule("INCLUDES", "true"), true, true],
  [rule("INCLUDES", "a"), undefined, false],
  [rule("NOT_INCLUDES", "a"), undefined, true],
  [rule("NOT_INCLUDES", "a"), "a", false],
  [rule("GTE", "24"), 24, true],
  [rule("LTE", "24"), 25, false],
  [rule("BETWEEN", "1", "3"), 3, true],
  [rule("NOT_BETWEEN", "1", "3"), 4, true],
  [rule("GTE", "1"), undefined, false],
  [rule("LTE", "1"), undefined, false],
  [rule("BETWEEN", "1", "3"), undefined, false],
  [rule("NOT_BETWEEN", "1", "3"), undefined, false],
  [rule("LTE", "1"), " ", false],
  [rule("LTE", ""), -1, false],
  [{ ...rule("GTE", "2025-01-01"), type: "DATE" }, "2024-12-31T00:00:00Z", false],
] as const)("%j on %s: %s", ([given, actual, holds]) => {
  expect(ruleHolds(given, actual)).toBe(holds)
})

test("each rule stands beside the customer's value, and is not judged without one", () => {
  const filter = [
    { attribute: "SUBSCRIPTION_AGE_MONTHS", operand: "GTE", value: ["24"], type: "NUMBER" },
    { attribute: "PRODUCT_ID", operand: "INCLUDES", value: ["prod_1"] },
    "nonsense",
    { attribute: "PLAN_ID", operand: "LIKE", value: [] },
  ]
  expect(segmentReason("seg", { name: "Old friends", filter }, facts, at)).toEqual({
    kind: "segment",
    id: "seg",
    name: "Old friends",
    rules: [
      {
        attribute: "SUBSCRIPTION_AGE_MONTHS",
        operand: "GTE",
        value: ["24"],
        type: "NUMBER",
        actual: 24,
        holds: true,
      },
      { attribute: "PRODUCT_ID", operand: "INCLUDES", value: ["prod_1"], actual: null, holds: null },
    ],
  })
})

test("without a segment it is the Primary Flow; an unknown one has no name and no rules", () => {
  expect(segmentReason(null, null, facts, at)).toEqual({ kind: "primary" })
  expect(segmentReason("gone", null, facts, at)).toEqual({
    kind: "segment",
    id: "gone",
    name: null,
    rules: [],
  })
})
