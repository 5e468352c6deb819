import { expect, test } from "vitest"
import type { Choices } from "../../api/choice.ts"
import { linkTo, not, only, type Place, valid } from "./link-to.ts"

const place = (choices: Choices, changes: Partial<Place["view"]> = {}): Place => ({
  view: {
    ...{ mode: "live", range: { kind: "quick", id: "90d" }, search: null, comparison: null, choices },
    ...changes,
  },
  workspace: "app_1",
  today: "2026-11-23",
})

test("a figure leads to the valid sessions of its view with its own filter", () => {
  const narrowed = place([only("planId", "pro")], { comparison: "year" })
  expect(linkTo(narrowed, [...valid, only("outcome", "canceled")])).toBe(
    "/?workspace=app_1&plan=pro&outcome=cancelled&bounced=no&compare=year",
  )
  expect(linkTo(place([]), [...valid, not("outcome", "canceled")])).toBe(
    "/?workspace=app_1&not-outcome=in-progress,cancelled&bounced=no&compare=none",
  )
})

test("a value that the view includes among others is left alone", () => {
  const chosen = [only("outcome", "saved"), only("outcome", "abandoned")]
  expect(linkTo(place(chosen), [...valid, only("outcome", "saved")])).toContain("outcome=saved&bounced=no")
  expect(linkTo(place(chosen), valid)).toContain("outcome=saved,abandoned&bounced=no")
})

test("where the view has none of the sessions there is no link", () => {
  expect(linkTo(place([only("bounced", "true")]), valid)).toBeNull()
  expect(linkTo(place([not("bounced", "false")]), valid)).toBeNull()
  expect(linkTo(place([only("outcome", "saved")]), [...valid, only("outcome", "canceled")])).toBeNull()
})

test("a point leads to its days, and to its instants where its days are of another time zone", () => {
  const days = { from: new Date(2026, 8, 7).toISOString(), to: new Date(2026, 8, 14).toISOString() }
  expect(linkTo(place([]), [], days)).toBe("/?workspace=app_1&from=2026-09-07&to=2026-09-13&compare=none")
  const shifted = { from: "2026-08-31T18:30:00.000Z", to: "2026-09-07T18:30:00.000Z" }
  expect(linkTo(place([]), [], shifted)).toBe(
    "/?workspace=app_1&from=2026-08-31T18:30:00.000Z&to=2026-09-07T18:30:00.000Z&compare=none",
  )
})

test("a search through all time goes on within all time, without the filters that rested", () => {
  const search = { text: "ada", isWithin: false }
  expect(linkTo(place([only("planId", "pro")], { search }), valid)).toBe(
    "/?workspace=app_1&from=2000-01-01&to=2026-11-23&not-outcome=in-progress&bounced=no&compare=none&q=ada&within=filters",
  )
})
