import { expect, test } from "vitest"
import { startOfDay } from "../../time/day.ts"
import type { View } from "../view/view.ts"
import { only } from "./link-to.ts"
import { viewSince } from "./view-since.ts"

const today = "2026-11-23"
const tomorrow = startOfDay("2026-11-24").toISOString()
const view: View = {
  ...{ mode: "test", range: { kind: "quick", id: "90d" }, search: null, comparison: "year" },
  choices: [only("planId", "pro")],
}
const since = (at: string, changes: Partial<View> = {}) =>
  viewSince(at, { view: { ...view, ...changes }, workspace: undefined, today })

test("the days since an instant begin with it and end with today, beside the days before, under the same filters", () => {
  const at = "2026-10-14T09:30:00.000Z"
  expect(since(at)).toEqual({
    ...view,
    range: { kind: "exact", from: at, to: tomorrow },
    comparison: "previous",
  })
})

test("what was published at midnight is followed by whole days", () => {
  const at = startOfDay("2026-10-14").toISOString()
  expect(since(at)?.range).toEqual({ kind: "own", first: "2026-10-14", last: today })
})

test("while a search looks through all time there are no days to choose, and none since what is yet to come", () => {
  const at = "2026-10-14T09:30:00.000Z"
  expect(since(at, { search: { text: "ada", isWithin: false } })).toBeNull()
  expect(since(at, { search: { text: "ada", isWithin: true } })).not.toBeNull()
  expect(since(tomorrow)).toBeNull()
})
