import { expect, test } from "vitest"
import { meantName } from "./meant-name.ts"

const known = ["customerId", "customer", "subscriptions", "onCancel", "onClose", "mode", "report", "record"]

test.each([
  ["customerID", "customerId"],
  ["customer_id", "customerId"],
  ["custmer", "customer"],
  ["subscription", "subscriptions"],
  ["onCancle", "onCancel"],
  ["onclose", "onClose"],
  ["mod", "mode"],
  ["moed", "mode"],
  ["reprot", "report"],
  ["plan", undefined],
  ["", undefined],
  ["onDiscounted", undefined],
  ["x".repeat(100_000), undefined],
] as const)("%s was probably meant as %s", (name, meant) => {
  expect(meantName(name, known)).toBe(meant)
})
