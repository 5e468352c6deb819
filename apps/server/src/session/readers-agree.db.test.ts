import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../db/new-id.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { agree, cuts } from "./testing/agree.ts"
import { filtersOver } from "./testing/random-filters.ts"
import {
  buildBlocks,
  changeWorld,
  makeWorld,
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

test("list, count, facets and aggregations agree for any filter", { timeout: 3_600_000 }, async () => {
  for (let seed = 1; seed <= worlds; seed++) {
    const world = await newWorld(seed)
    const build = () => buildBlocks(database, world)
    const stages = [() => {}, build, () => changeWorld(database, world, seed), build]
    for (const prepare of stages) {
      await prepare()
      await fc.assert(
        fc.asyncProperty(filtersOver(world.workspaceIds, world.sessions), cuts, (filter, cut) =>
          agree(database.db, world, filter, cut),
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
      await agree(database.db, world, filter, { size: 60, skip: 0, by, timeZone })
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
