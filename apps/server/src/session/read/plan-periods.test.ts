import { expect, test } from "vitest"
import { type PlanSighting, planPeriods } from "./plan-periods.ts"

const seen = (day: number, planId: string | null, amountMinor = 900, onTrial = false): PlanSighting => ({
  createdAt: `2026-01-${String(day).padStart(2, "0")}T00:00:00.000Z`,
  planId,
  price: planId === null ? null : { amountMinor, currency: "USD" },
  billing: null,
  onTrial,
})
const days = (sightings: PlanSighting[]) =>
  planPeriods(sightings).map(({ planId, price, firstSeenAt, lastSeenAt }) => [
    planId,
    price?.amountMinor,
    Number(firstSeenAt.slice(8, 10)),
    Number(lastSeenAt.slice(8, 10)),
  ])

test("a period lasts while nothing changes, and a plan that comes back begins a new one", () => {
  expect(days([seen(9, "a"), seen(7, "b"), seen(5, "a"), seen(3, "a")])).toEqual([
    ["a", 900, 9, 9],
    ["b", 900, 7, 7],
    ["a", 900, 3, 5],
  ])
})

test("a new price of the same plan is a change, and so is the end of a trial", () => {
  expect(days([seen(9, "a", 1200), seen(8, "a"), seen(7, "a", 900, true)])).toHaveLength(3)
})

test("sessions that know nothing change nothing", () => {
  expect(days([seen(9, null), seen(8, "a"), seen(7, null), seen(6, "a"), seen(5, null)])).toEqual([
    ["a", 900, 6, 8],
  ])
  expect(planPeriods([])).toEqual([])
})
