import { expect, test } from "vitest"
import type { FacetDimension } from "../dimension.ts"
import { type FacetCount, toStreamFacets } from "./to-stream-facets.ts"

const none: Record<FacetDimension, FacetCount[]> = {
  offerType: [],
  billingInterval: [],
  ageYears: [],
  segmentId: [],
  planId: [],
  response: [],
  trial: [],
  outcome: [],
  offerLook: [],
  recordingState: [],
  verified: [],
}
const labels = { segments: new Map([["seg-1", "Annual"]]), plans: new Map([["price_1", "$29.00 / month"]]) }
const facets = (counts: Partial<typeof none>) => toStreamFacets({ ...none, ...counts }, labels)
const bare = (value: string | null, count: number) => ({ value, count })

test("groups stand in the order of the screen, and empty ones are left out", () => {
  expect(
    facets({ outcome: [bare("abandoned", 2)], response: [bare("Price", 1)], offerType: [bare("PAUSE", 3)] }),
  ).toEqual([
    { dimension: "offerType", values: [{ value: "PAUSE", label: null, count: 3 }] },
    { dimension: "response", values: [{ value: "Price", label: null, count: 1 }] },
    { dimension: "outcome", values: [{ value: "abandoned", label: null, count: 2 }] },
  ])
  expect(facets({})).toEqual([])
})

test("of the outcomes only an abandonment is offered, and of the customers only the unverified", () => {
  const outcome = [bare("canceled", 5), bare("abandoned", 2), bare("open", 1)]
  expect(facets({ outcome, verified: [bare("true", 7), bare("false", 1)] })).toEqual([
    { dimension: "outcome", values: [{ value: "abandoned", label: null, count: 2 }] },
    { dimension: "verified", values: [{ value: "false", label: null, count: 1 }] },
  ])
  expect(facets({ outcome: [bare("canceled", 5)], verified: [bare("true", 7)] })).toEqual([])
})

test('an empty text, which no query can ask for, is not offered; the text "null" is', () => {
  expect(facets({ response: [bare("", 4), bare("null", 2)], planId: [bare("", 1)] })).toEqual([
    { dimension: "response", values: [{ value: "null", label: null, count: 2 }] },
  ])
})

test("the Primary Flow comes first, a segment goes by its name, and by its id where it is gone", () => {
  expect(facets({ segmentId: [bare("gone", 9), bare("seg-1", 5), bare(null, 1)] })).toEqual([
    {
      dimension: "segmentId",
      values: [
        { value: null, label: "Primary Flow", count: 1 },
        { value: "gone", label: null, count: 9 },
        { value: "seg-1", label: "Annual", count: 5 },
      ],
    },
  ])
})

test("sessions without an offer come last among the offers, however many they are", () => {
  expect(facets({ offerType: [bare(null, 90), bare("PAUSE", 3)] })[0]?.values).toEqual([
    { value: "PAUSE", label: null, count: 3 },
    { value: null, label: "No offer", count: 90 },
  ])
})

test("ages go from the youngest, others from the most sessions, and equals by what is read", () => {
  expect(facets({ ageYears: [bare("10", 9), bare("2", 9), bare("0", 1), bare(null, 4)] })[0]?.values).toEqual(
    [
      { value: "0", label: null, count: 1 },
      { value: "2", label: null, count: 9 },
      { value: "10", label: null, count: 9 },
    ],
  )
  expect(
    facets({ planId: [bare("b", 1), bare("price_1", 2), bare("a", 1)] })[0]?.values.map(({ value }) => value),
  ).toEqual(["price_1", "a", "b"])
})

test("a plan brings its description along", () => {
  expect(facets({ planId: [bare("price_1", 2), bare("price_2", 1), bare(null, 7)] })[0]?.values).toEqual([
    { value: "price_1", label: "$29.00 / month", count: 2 },
    { value: "price_2", label: null, count: 1 },
  ])
})

test("the group of outcomes offers abandonments alone, and is absent without any", () => {
  const outcomes = [bare("canceled", 5), bare("saved", 4), bare("open", 1)]
  expect(facets({ outcome: outcomes })).toEqual([])
  expect(facets({ outcome: [...outcomes, bare("abandoned", 3)] })[0]?.values).toEqual([
    { value: "abandoned", label: null, count: 3 },
  ])
})

test("chosen values are there with none where they do not occur, by their names", () => {
  const counts = { ...none, segmentId: [bare(null, 3)], planId: [bare("price_2", 1)] }
  const chosen = {
    segmentId: ["seg-1", null],
    planId: ["price_1", "price_1", "price_2"],
    response: ["Price"],
  }
  expect(toStreamFacets(counts, labels, chosen)).toEqual([
    {
      dimension: "segmentId",
      values: [
        { value: null, label: "Primary Flow", count: 3 },
        { value: "seg-1", label: "Annual", count: 0 },
      ],
    },
    {
      dimension: "planId",
      values: [
        { value: "price_2", label: null, count: 1 },
        { value: "price_1", label: "$29.00 / month", count: 0 },
      ],
    },
    { dimension: "response", values: [{ value: "Price", label: null, count: 0 }] },
  ])
})
