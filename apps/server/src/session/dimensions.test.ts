import { type Dimension, dimensions } from "@holdfast/protocol"
import { expect, test } from "vitest"
import { readSources } from "../testing/sources/read-sources.ts"

/**
 * What a new dimension takes (decision 24): its words and its query on both sides, its SQL in the server, and a group of
 * its own where people filter by it on the screen.
 */
const describedIn = ["apps/server/src/session/dimensions.ts", "packages/protocol/src/dimension.ts"]
const groupedIn = "packages/protocol/src/dashboard/view/facet-groups.ts"
/** What the tests ask instead, in words of their own. */
const oracles = [
  "apps/dashboard/e2e/looks/matching.ts",
  "apps/server/src/session/testing/random-filters.ts",
  "apps/server/src/testing/naive-filter.ts",
  "bench/dimensions.ts",
]

/** A panel of numbers names what it counts by, and so does what computes it beside the panel. */
const counting =
  /^(apps\/server\/src\/(insight|http\/wire\/data\/insights)|apps\/dashboard\/src\/analytics\/insights)\/|\/dashboard\/insights-api\.ts$|^bench\/(insight|duck)-(questions|facts)\.ts$/

const sources = readSources().filter(({ path }) => !/\.(test|spec)\.tsx?$/.test(path) && !counting.test(path))
const knowing = (dimension: Dimension) =>
  sources.filter(({ text }) => new RegExp(`\\b${dimension}\\b`).test(text)).map(({ path }) => path)

test("a dimension is described in its tables, and nothing else knows it by name", () => {
  // no column of the session and no field of its record is called like this one
  expect(knowing("ageYears").toSorted()).toEqual([...describedIn, ...oracles, groupedIn].toSorted())
})

test("no other table names them one by one", () => {
  // the columns of a session, which have some of the names, come to thirteen
  const naming = sources.filter(
    ({ text }) =>
      dimensions.filter((dimension) => new RegExp(`^\\s+${dimension}(: |,$)`, "m").test(text)).length > 13,
  )
  // how a looks test matches names those of the row alone
  const known = [...describedIn, ...oracles, groupedIn].filter((path) => path !== oracles[0])
  expect(naming.map(({ path }) => path).toSorted()).toEqual(known.toSorted())
})
