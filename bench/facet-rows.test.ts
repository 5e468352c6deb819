import type { StreamFacets } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { type FacetCounts, facetsAgree } from "./facet-rows.ts"

const counts: FacetCounts = {
  offerType: [
    { value: "PAUSE", count: 2 },
    { value: null, count: 5 },
  ],
  billingInterval: [],
  ageYears: [],
  segmentId: [],
  planId: [],
  response: [],
  trial: [],
  outcome: [{ value: "abandoned", count: 4 }],
  offerLook: [],
  recordingState: [],
  verified: [{ value: "true", count: 7 }],
}
const facets = (pauses: number): StreamFacets => ({
  facets: [
    {
      dimension: "offerType",
      values: [
        { value: "PAUSE", label: null, count: pauses },
        { value: null, label: "No offer", count: 5 },
      ],
    },
    { dimension: "outcome", values: [{ value: "abandoned", label: "Abandoned", count: 4 }] },
  ],
})

test("facets agree with what was counted where every value has its count", () => {
  expect(facetsAgree(facets(2), counts, [])).toBe(true)
  expect(facetsAgree(facets(3), counts, [])).toBe(false)
})

test("a value that is missing is no agreement, nor is a chosen one that is not called", () => {
  expect(facetsAgree({ facets: facets(2).facets.slice(0, 1) }, counts, [])).toBe(false)
  expect(facetsAgree(facets(2), counts, [{ dimension: "planId", value: "gone", isExcluded: false }])).toBe(
    false,
  )
})
