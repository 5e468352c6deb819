import { dimensionQueries, parameterOf } from "@holdfast/protocol"
import { expect, test } from "vitest"
import { filterDimensions } from "./choice.ts"
import { streamParams } from "./stream.ts"

test("a list is asked for by the names that the API knows", () => {
  const choices = filterDimensions.map((dimension) => ({ dimension, value: "x", isExcluded: false }))
  const scope = { appId: "acmecloud", mode: "live" as const, from: null, to: null, search: null, choices }
  const names = [...streamParams(scope).keys()]
  const known = new Set<string>([
    ...(Object.keys(dimensionQueries) as (keyof typeof dimensionQueries)[]).map(parameterOf),
    ...["mode", "outcome", "offers"],
  ])
  expect(names.filter((name) => !known.has(name))).toEqual([])
  expect(names).toContain("sessionCurrency")
})
