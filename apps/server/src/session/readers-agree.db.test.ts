import { dimensions } from "@holdfast/protocol"
import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Cursor } from "../db/cursor.ts"
import { newId } from "../db/new-id.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { aggregateSessions } from "./count/aggregate-sessions.ts"
import { countFacets, withoutDimension } from "./count/count-facets.ts"
import { countSessions } from "./count/count-sessions.ts"
import { listSessions, listSessionsFrom } from "./read/list-sessions.ts"
import type { SessionFilter } from "./read/session-filter.ts"
import { naiveCounts, naiveMatches } from "./testing/naive-sessions.ts"
import { breakdowns, filtersOver } from "./testing/random-filters.ts"
import {
  buildBlocks,
  changeWorld,
  makeWorld,
  type World,
  worldNow,
  worldSizes,
  worldZones,
} from "./testing/random-world.ts"

/**
 * For any data and any filter the list, the count, the facets and the aggregations say the same, and it is what a naive
 * look at every session says: without facet blocks, with them, and while changes have made some of them stale.
 * `HOLDFAST_PROPERTY_RUNS` asks for more filters.
 */
const filters = Number(process.env.HOLDFAST_PROPERTY_RUNS ?? 240)
const worlds = 3

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const newWorld = (seed: number) => makeWorld(database, [newId(worldNow), newId(worldNow)], seed)

const cuts = fc.record({
  size: fc.integer({ min: 1, max: 60 }),
  skip: fc.integer({ min: 0, max: 80 }),
  by: breakdowns,
  timeZone: fc.constantFrom(...worldZones),
})

async function agree(
  { sessions }: World,
  filter: SessionFilter,
  {
    size,
    skip,
    by,
    timeZone,
  }: { size: number; skip: number; by: Parameters<typeof naiveCounts>[1]; timeZone: string },
): Promise<void> {
  const { db } = database
  const expected = naiveMatches(sessions, filter)
  expect(await listAll(filter, size)).toEqual(expected.map(({ id }) => id))
  const from = await listSessionsFrom(db, filter, skip, size)
  expect(from.map(({ id }) => id)).toEqual(expected.slice(skip, skip + size).map(({ id }) => id))
  expect(await countSessions(db, filter)).toBe(expected.length)
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
async function listAll(filter: SessionFilter, size: number): Promise<string[]> {
  const ids: string[] = []
  for (let before: Cursor | null = null; ; ) {
    const page = await listSessions(database.db, filter, before, size)
    ids.push(...page.map(({ id }) => id))
    const last = page.at(-1)
    if (!last || page.length < size) return ids
    before = { createdAt: last.created_at, id: last.id }
  }
}

test("list, count, facets and aggregations agree for any filter", { timeout: 3_600_000 }, async () => {
  for (let seed = 1; seed <= worlds; seed++) {
    const world = await newWorld(seed)
    const build = () => buildBlocks(database, world)
    const stages = [() => {}, build, () => changeWorld(database, world, seed), build]
    for (const prepare of stages) {
      await prepare()
      await fc.assert(
        fc.asyncProperty(filtersOver(world.workspaceIds, world.sessions), cuts, (filter, cut) =>
          agree(world, filter, cut),
        ),
        { numRuns: Math.ceil(filters / worlds / stages.length), endOnFailure: true },
      )
    }
  }
})

test("days, weeks and months are those of the time zone, also where midnight comes twice", async () => {
  const world = await newWorld(78)
  await buildBlocks(database, world)
  const filter = { workspaceId: world.workspaceIds[0] ?? "", mode: "live" } as const
  for (const timeZone of worldZones) {
    for (const by of [["day"], ["week"], ["month"], ["month", "week"], ["outcome", "day"]] as const) {
      await agree(world, filter, { size: 60, skip: 0, by, timeZone })
    }
  }
})

test("every session of age is in a block, and none of the last day", async () => {
  const world = await newWorld(77)
  await buildBlocks(database, world)
  const { rows } = await database.pool.query<{ uncovered: string; young: string }>(
    `select count(*) filter (where created_at < $2::timestamptz - interval '25 hours' and not covered) as uncovered,
       count(*) filter (where created_at >= $2::timestamptz - interval '25 hours' and covered) as young
     from (
       select s.created_at, exists (
         select from facet_block b where b.workspace_id = s.workspace_id and b.mode = s.mode and s.id = any(b.ids)
       ) as covered
       from session s where s.workspace_id = any($1) and s.mode = 'live'
     ) each`,
    [world.workspaceIds.slice(0, 1), worldNow],
  )
  expect(Number(rows[0]?.uncovered)).toBeLessThan(worldSizes.fewestInNewest)
  expect(rows[0]?.young).toBe("0")
})
