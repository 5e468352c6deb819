import type { StreamFacet } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { filterOptions } from "./filter-options.ts"

const value = (value: string | null, count: number, label: string | null = null) => ({ value, count, label })
const facets: StreamFacet[] = [
  { dimension: "segmentId", values: [value("seg_1", 9, "Annual teams"), value(null, 3)] },
  { dimension: "offerType", values: [value(null, 50), value("PAUSE", 7), value("CONTACT", 2)] },
  { dimension: "outcome", values: [value("canceled", 20), value("abandoned", 4)] },
  { dimension: "planId", values: [value("price_1", 8, "Pro annual"), value("price_2", 1)] },
  { dimension: "ageYears", values: [value("0", 5), value("1", 6)] },
  { dimension: "trial", values: [value("false", 11), value("true", 1)] },
]

const shape = (groups: ReturnType<typeof filterOptions>) =>
  groups.map(({ group, options }) => [
    group.title,
    ...options.map(({ text, detail, count, state }) => {
      const name = detail === null ? text : `${text} (${detail})`
      return `${name} ${count}${state === "open" ? "" : ` ${state}`}`
    }),
  ])

test("groups and values have their names and their order", () => {
  expect(shape(filterOptions(facets, []))).toEqual([
    ["Offer Accepted", "Support 2", "Pause 7", "No offer 50"],
    ["Subscription Age (Years)", "0 - 1 year(s) 5", "1 - 2 year(s) 6"],
    ["Segment", "Primary Flow 3", "Annual teams 9"],
    ["Plan ID", "price_1 (Pro annual) 8", "price_2 1"],
    ["Subscription Status", "On Trial 1", "Active Subscription 11"],
    ["Session Outcome", "Abandoned 4"],
  ])
})

test("a group without values is absent, so is Session Outcome where no session was abandoned", () => {
  const outcome = { dimension: "outcome" as const, values: [value("canceled", 20), value("open", 1)] }
  expect(filterOptions([outcome], [])).toEqual([])
})

test("chosen values stay, with 0 where they no longer occur", () => {
  const choices = [
    { dimension: "offerType" as const, value: "PAUSE", isExcluded: true },
    { dimension: "response" as const, value: "Too expensive", isExcluded: false },
  ]
  expect(shape(filterOptions(facets.slice(1, 2), choices))).toEqual([
    ["Offer Accepted", "Support 2", "Pause 7 excluded", "No offer 50"],
    ["Response", "Too expensive 0 included"],
  ])
})

test("without facets the chosen values are there alone, and no count is made up", () => {
  const choices = [{ dimension: "segmentId" as const, value: null, isExcluded: false }]
  expect(shape(filterOptions(undefined, choices))).toEqual([["Segment", "Primary Flow null included"]])
})

test("a value that was chosen a moment ago stays where it was", () => {
  const kept = [{ dimension: "response" as const, value: "Too expensive", isExcluded: false }]
  expect(shape(filterOptions(undefined, [], kept))).toEqual([["Response", "Too expensive null"]])
})
