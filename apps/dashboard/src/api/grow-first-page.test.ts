import type { StreamPage, StreamRow } from "@holdfast/protocol"
import { expect, test } from "vitest"
import { firstPageSize, growFirstPage } from "./grow-first-page.ts"

const page = (ids: string, next: string | null): StreamPage => ({
  sessions: Array.from(ids, (id) => ({ ...blank, id })),
  next,
})

const blank: StreamRow = {
  id: "",
  mode: "live",
  createdAt: "2026-11-23T12:00:00Z",
  customer: { id: null, email: null },
  flow: { name: "Primary Flow", segmentId: null, blueprintId: null },
  outcome: { kind: "open" },
  outcomeLabel: "In progress",
  price: null,
  billing: null,
  onTrial: false,
  surveyChoice: null,
  followUp: null,
  feedback: null,
  bouncedBy: null,
  subscribedSince: null,
  language: null,
  isVerified: true,
  overrides: [],
  clickToCancel: null,
  recording: { url: null, reason: "none" },
}

test("new sessions join the first page and none falls off its end", () => {
  expect(growFirstPage(page("edc", "c"), page("gfedcba", null))).toEqual(page("gfedc", "c"))
})

test("a first page whose last session is gone is taken as it came", () => {
  expect(growFirstPage(page("edc", "c"), page("gfedba", "a"))).toEqual(page("gfedba", "a"))
})

test("a list that was complete takes everything new", () => {
  expect(growFirstPage(page("ba", null), page("cba", null))).toEqual(page("cba", null))
  expect(growFirstPage(page("", null), page("cba", "a"))).toEqual(page("cba", "a"))
})

test("a refresh asks for what is shown and ten more, up to a hundred", () => {
  expect([
    firstPageSize(undefined),
    firstPageSize(page("abc", null)),
    firstPageSize(page("a".repeat(95), "a")),
  ]).toEqual([10, 13, 100])
})
