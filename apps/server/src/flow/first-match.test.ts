import type { CustomerSnapshot } from "@holdfast/protocol"
import type { SegmentRule } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { firstMatch, shownByItself } from "./first-match.ts"

const at = new Date("2026-11-01T12:00:00.000Z")
const rule = (attribute: string, operand: SegmentRule["operand"], ...value: string[]): SegmentRule => ({
  attribute,
  operand,
  value,
})
const segment = (name: string, ...filter: SegmentRule[]) => ({ name, enabled: true, filter })
const seenBy = (customer: CustomerSnapshot | null, ...segments: ReturnType<typeof segment>[]) =>
  firstMatch(segments, { customer }, at)?.name ?? null

const german = segment("German", rule("country", "INCLUDES", "DE"))
const large = segment("Large", rule("seats", "GTE", "10"))

test("the first segment that matches decides", () => {
  const customer = { customAttributes: { country: "DE", seats: 12 } }
  expect(seenBy(customer, german, large)).toBe("German")
  expect(seenBy(customer, large, german)).toBe("Large")
})

test("all rules of a segment must hold", () => {
  const both = segment("Both", ...german.filter, ...large.filter)
  expect(seenBy({ customAttributes: { country: "DE", seats: 9 } }, both, german)).toBe("German")
  expect(seenBy({ customAttributes: { country: "DE", seats: 10 } }, both, german)).toBe("Both")
})

test("a rule over what is not known does not hold, save for NOT_INCLUDES", () => {
  const abroad = segment("Abroad", rule("country", "NOT_INCLUDES", "US"))
  expect(seenBy({}, german, large)).toBe(null)
  expect(seenBy(null, german, large)).toBe(null)
  expect(seenBy({}, german, large, abroad)).toBe("Abroad")
  expect(seenBy({ customAttributes: { country: "US" } }, abroad)).toBe(null)
})

test("one that is disabled, and one without rules, match nobody", () => {
  const customer = { customAttributes: { country: "DE" } }
  expect(seenBy(customer, { ...german, enabled: false })).toBe(null)
  expect(seenBy(customer, segment("Empty"))).toBe(null)
})

test("the age of a subscription is counted to the session", () => {
  const old = segment("Old", rule("SUBSCRIPTION_AGE_MONTHS", "GTE", "12"))
  expect(seenBy({ subscriptionStart: "2025-11-01T12:00:00.000Z" }, old)).toBe("Old")
  expect(seenBy({ subscriptionStart: "2025-11-01T12:00:00.001Z" }, old)).toBe(null)
})

test("nobody is shown a variant while no test enrols", () => {
  expect(shownByItself([{ arm: "variant" }, { arm: "control" }])).toEqual({ arm: "control" })
  expect(shownByItself([{ arm: null }])).toEqual({ arm: null })
  expect(shownByItself([{ arm: "variant" }])).toBe(null)
})
