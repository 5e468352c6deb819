import { expect, test } from "vitest"
import { readView, searchOf, type View, type ViewSearch } from "./view.ts"

const plain: View = { mode: "live", range: { kind: "quick", id: "90d" } }

test("the plain address is the last 90 days of live sessions", () => {
  expect(readView({})).toEqual({ view: plain, notices: [] })
  expect(searchOf(plain, undefined)).toEqual({})
})

test("a view survives its address", () => {
  const views: View[] = [
    { mode: "test", range: { kind: "quick", id: "7d" } },
    { mode: "sandbox", range: { kind: "own", first: "2026-01-01", last: "2026-01-01" } },
    { mode: "live", range: { kind: "quick", id: "1y" } },
  ]
  const searches = views.map((view) => searchOf(view, "app_1"))
  expect(searches).toEqual([
    { workspace: "app_1", mode: "test", range: "7d" },
    { workspace: "app_1", mode: "sandbox", from: "2026-01-01", to: "2026-01-01" },
    { workspace: "app_1", range: "1y" },
  ])
  expect(searches.map(readView)).toEqual(views.map((view) => ({ view, notices: [] })))
})

test("a mode that does not exist falls back to live and says so", () => {
  const notices = ["The address asks for a mode that does not exist, so you see live sessions."]
  expect(readView({ mode: "LIVE" })).toEqual({ view: plain, notices })
})

test("dates that cannot be read fall back to the last 90 days and say so", () => {
  const wrong: ViewSearch[] = [
    { range: "8d" },
    { range: "" },
    { from: "2026-01-01" },
    { to: "2026-01-01" },
    { from: "2026-02-30", to: "2026-03-01" },
    { from: "2026-03-02", to: "2026-03-01" },
    { from: "0001-01-01", to: "2026-03-01" },
  ]
  const notices = ["The address asks for dates that cannot be read, so you see the last 90 days."]
  expect(wrong.map(readView)).toEqual(wrong.map(() => ({ view: plain, notices })))
})
