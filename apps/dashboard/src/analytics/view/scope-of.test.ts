import { expect, test } from "vitest"
import { instantsOf } from "../../time/date-range.ts"
import { filterScopeOf, scopeOf } from "./scope-of.ts"
import type { View } from "./view.ts"

const today = "2026-11-23"
const view: View = {
  mode: "test",
  range: { kind: "quick", id: "7d" },
  search: null,
  comparison: null,
  choices: [
    { dimension: "response", value: "b", isExcluded: false },
    { dimension: "response", value: "a", isExcluded: false },
  ],
}
const days = instantsOf(view.range, today)
const choices = view.choices.toReversed()

test("without a search the days and filters say which sessions", () => {
  expect(scopeOf(view, "app_1", today)).toEqual({
    appId: "app_1",
    mode: "test",
    ...days,
    search: null,
    choices,
  })
})

test("a search spans all time and all filters; the filters go on counting among their own", () => {
  const searching = { ...view, search: { text: "ada", isWithin: false } }
  expect(scopeOf(searching, "app_1", today)).toEqual({
    appId: "app_1",
    mode: "test",
    from: null,
    to: null,
    search: "ada",
    choices: [],
  })
  expect(filterScopeOf(searching, "app_1", today)).toEqual(filterScopeOf(view, "app_1", today))
})

test("a search within the filters carries all of them", () => {
  const searching = { ...view, search: { text: "ada", isWithin: true } }
  const scope = { appId: "app_1", mode: "test", ...days, search: "ada", choices }
  expect(scopeOf(searching, "app_1", today)).toEqual(scope)
  expect(filterScopeOf(searching, "app_1", today)).toEqual(scope)
})

test("the same choices in another order are the same scope", () => {
  expect(scopeOf({ ...view, choices }, "app_1", today)).toEqual(scopeOf(view, "app_1", today))
})
