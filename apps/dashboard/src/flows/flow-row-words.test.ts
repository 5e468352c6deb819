import type { FlowSummary } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { rateWords, statusLine } from "./flow-row-words.ts"

const flow: FlowSummary = {
  id: "f",
  name: "Annual teams",
  segment: null,
  arm: null,
  abTest: null,
  archivedAt: null,
  live: {
    blueprintId: "b",
    version: 7,
    publishedAt: "2026-03-03T12:00:00Z",
    results: { sessions: 312, saveRate: 0.412 },
  },
  draft: { updatedAt: "2026-03-04T12:00:00Z", updatedBy: { name: null }, differences: 4, faults: 0 },
}
const noResults = { sessions: 0, saveRate: null }

test("a flow says in one line what is live, what differs, and how it does", () => {
  expect(statusLine(flow)).toBe(
    "Live: version 7 of 3 March · draft differs in 4 places · 312 sessions in 30 days · save rate 41%",
  )
})

test("a flow that was never published, one without a draft, and one that is archived", () => {
  const draft = flow.draft && { ...flow.draft, faults: 1 }
  expect(statusLine({ ...flow, live: null, draft })).toBe("Never published · a draft · 1 thing to mend")
  expect(statusLine({ ...flow, draft: null, live: flow.live && { ...flow.live, results: noResults } })).toBe(
    "Live: version 7 of 3 March · no sessions in 30 days",
  )
  expect(statusLine({ ...flow, archivedAt: "2026-04-01T00:00:00Z" })).toBe(
    "Archived · 312 sessions in 30 days · save rate 41%",
  )
})

test.each([
  [0, "0%"],
  [0.004, "under 1%"],
  [0.5, "50%"],
  [0.996, "over 99%"],
  [1, "100%"],
])("a rate of %d is %s", (rate, words) => {
  expect(rateWords(rate)).toBe(words)
})
