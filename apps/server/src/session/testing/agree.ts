import { dimensions } from "@holdfast/protocol"
import fc from "fast-check"
import { expect } from "vitest"
import type { Cursor } from "../../db/cursor.ts"
import type { Db } from "../../db/database.ts"
import { aggregateSessions } from "../count/aggregate-sessions.ts"
import { countFacets, withoutDimension } from "../count/count-facets.ts"
import { countSessions, countStream } from "../count/count-sessions.ts"
import type { Breakdown } from "../count/time-unit.ts"
import { listSessions, listSessionsFrom } from "../read/list-sessions.ts"
import type { SessionFilter } from "../read/session-filter.ts"
import { naiveCounts, naiveMatches } from "./naive-sessions.ts"
import { breakdowns } from "./random-filters.ts"
import { type World, worldZones } from "./random-world.ts"

/** What is read of a filter: pages of some size, a page from some place on, some breakdowns in a time zone. */
interface Cut {
  size: number
  skip: number
  by: readonly Breakdown[]
  timeZone: string
}

export const cuts: fc.Arbitrary<Cut> = fc.record({
  size: fc.integer({ min: 1, max: 60 }),
  skip: fc.integer({ min: 0, max: 80 }),
  by: breakdowns,
  timeZone: fc.constantFrom(...worldZones),
})

/** The list, the count, the facets and the aggregations say what a naive look at every session of the world says. */
export async function agree(
  db: Db,
  { sessions }: World,
  filter: SessionFilter,
  { size, skip, by, timeZone }: Cut,
): Promise<void> {
  const expected = naiveMatches(sessions, filter)
  expect(await listAll(db, filter, size)).toEqual(expected.map(({ id }) => id))
  const from = await listSessionsFrom(db, filter, skip, size)
  expect(from.map(({ id }) => id)).toEqual(expected.slice(skip, skip + size).map(({ id }) => id))
  expect(await countSessions(db, filter)).toBe(expected.length)
  expect(await countStream(db, filter)).toEqual({
    count: expected.length,
    unverified: expected.filter(({ verified }) => !verified).length,
  })
  const aggregated = await aggregateSessions(db, filter, by, timeZone)
  expect(aggregated.map(({ values, count }) => `${JSON.stringify(values)} ${count}`).sort()).toEqual(
    by.length === 0 ? [`[] ${expected.length}`] : naiveCounts(expected, by, timeZone),
  )
  const facets = await countFacets(db, filter, dimensions)
  for (const dimension of dimensions) {
    const counted = facets[dimension].map(({ value, count }) => `${JSON.stringify([value])} ${count}`).sort()
    const others = naiveMatches(sessions, withoutDimension(filter, dimension))
    expect(counted).toEqual(naiveCounts(others, [dimension], timeZone))
  }
}

/** Page after page to the end, as Load More does. */
export async function listAll(db: Db, filter: SessionFilter, size: number): Promise<string[]> {
  const ids: string[] = []
  for (let before: Cursor | null = null; ; ) {
    const page = await listSessions(db, filter, before, size)
    ids.push(...page.map(({ id }) => id))
    const last = page.at(-1)
    if (!last || page.length < size) return ids
    before = { createdAt: last.created_at, id: last.id }
  }
}
