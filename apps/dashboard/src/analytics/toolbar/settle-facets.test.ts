import type { StreamFacet } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { settleFacets } from "./settle-facets.ts"

const facet = (dimension: StreamFacet["dimension"], counts: Record<string, number>): StreamFacet => ({
  dimension,
  values: Object.entries(counts).map(([value, count]) => ({ value, label: null, count })),
})

test("new counts come in the places that values already have", () => {
  const shown = [facet("response", { price: 9, features: 5, time: 1 }), facet("offerType", { PAUSE: 3 })]
  const fresh = [facet("planId", { pro: 2 }), facet("response", { time: 4, features: 2, bugs: 1 })]
  expect(settleFacets(shown, fresh)).toEqual([
    facet("response", { price: 0, features: 2, time: 4, bugs: 1 }),
    facet("offerType", { PAUSE: 0 }),
    facet("planId", { pro: 2 }),
  ])
})

test("where nothing is shown yet, the facets stand as they come", () => {
  const fresh = [facet("planId", { pro: 2, team: 1 })]
  expect(settleFacets([], fresh)).toEqual(fresh)
})
