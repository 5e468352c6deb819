import { expect, test } from "vitest"
import { valueLabel } from "./dimension.ts"

test("values of ours go by their names, and others are what they are", () => {
  expect([
    valueLabel("offerType", "PLAN_CHANGE"),
    valueLabel("billingInterval", "YEAR"),
    valueLabel("ageYears", "2"),
    valueLabel("saveType", "CONTACT"),
    valueLabel("outcome", "abandoned"),
    valueLabel("trial", "false"),
    valueLabel("bounced", "true"),
    valueLabel("billingInterval", "FORTNIGHT"),
    valueLabel("response", "Too expensive"),
  ]).toEqual([
    "Switch Plan",
    "Annual",
    "2 - 3 year(s)",
    "Contacted Support",
    "Abandoned",
    "Active Subscription",
    "yes",
    "FORTNIGHT",
    "Too expensive",
  ])
})

test("a session without a value has a name too", () => {
  expect(
    (["segmentId", "offerType", "response", "saveType", "planId"] as const).map((dimension) =>
      valueLabel(dimension, null),
    ),
  ).toEqual(["Primary Flow", "No offer", "No response", "Cancelled", "Not known"])
})
