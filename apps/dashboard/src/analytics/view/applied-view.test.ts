import type { SavedView } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { appliedView } from "./applied-view.ts"

const view = (id: string, search: string): SavedView => ({
  id,
  name: id,
  search,
  isShared: false,
  isMine: true,
  ownerName: "Ada",
  createdAt: "2026-11-23T12:00:00Z",
  updatedAt: "2026-11-23T12:00:00Z",
})
const [week, tests, twin] = [view("week", "range=7d"), view("tests", "mode=test"), view("twin", "range=7d")]
const views = [week, tests, twin]

test("the view whose address this is", () => {
  expect(appliedView(views, "mode=test", null)).toEqual({ view: tests, isEdited: false })
  expect(appliedView(views, "mode=test", "week")).toEqual({ view: tests, isEdited: false })
})

test("of two with the same address, the one that was applied", () => {
  expect(appliedView(views, "range=7d", "twin")).toEqual({ view: twin, isEdited: false })
})

test("another address is an edit of the view that was applied last", () => {
  expect(appliedView(views, "mode=test&range=7d", "week")).toEqual({ view: week, isEdited: true })
})

test("no view where none was applied, where it is gone, and at the plain address", () => {
  expect([
    appliedView(views, "range=1y", null),
    appliedView(views, "range=1y", "gone"),
    appliedView(views, "", "week"),
  ]).toEqual([null, null, null])
})
