import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../../../db/new-id.ts"
import { type TestDatabase, testDatabase } from "../../../testing/test-database.ts"
import { dimensionTexts } from "../../dimensions.ts"
import { measureTexts } from "../../measures.ts"
import { naiveMatches, naiveTable } from "../../testing/naive-sessions.ts"
import { filtersOver } from "../../testing/random-filters.ts"
import { buildBlocks, changeWorld, makeWorld, worldNow, worldZones } from "../../testing/random-world.ts"
import { offersColumn } from "../facet-blocks/read-bitmaps.ts"
import { timeUnits } from "../time-unit.ts"
import { countTables } from "./count-tables.ts"
import type { Table, TableColumn } from "./table.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const columns = [
  ...Object.keys(dimensionTexts),
  ...Object.keys(measureTexts),
  ...timeUnits,
  ...[offersColumn, offersColumn, offersColumn],
] as TableColumn[]

const tables: fc.Arbitrary<Table> = fc
  .tuple(fc.uniqueArray(fc.constantFrom(...columns), { maxLength: 4 }), fc.boolean())
  .map(([by, isSummed]) => ({ by, ...(isSummed && { amounts: true as const }) }))

test("any tables over any filter say what a naive look at every session says, in blocks, beside them and after changes", {
  timeout: 600_000,
}, async () => {
  const world = await makeWorld(database, [newId(worldNow), newId(worldNow)], 7)
  const run = () =>
    fc.assert(
      fc.asyncProperty(
        filtersOver(world.workspaceIds, world.sessions),
        fc.array(tables, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...worldZones),
        async (filter, asked, timeZone) => {
          const named = Object.fromEntries(asked.map((table, i) => [`t${i}`, table]))
          const answered = await countTables(database.db, filter, named, timeZone)
          const sessions = naiveMatches(world.sessions, filter)
          for (const [name, table] of Object.entries(named)) {
            const lines = answered[name]?.map(
              ({ values, count, amount }) => `${JSON.stringify(values)} ${count} ${amount}`,
            )
            expect(lines?.sort()).toEqual(naiveTable(sessions, table, timeZone))
          }
        },
      ),
      { numRuns: 60, endOnFailure: true },
    )
  await run()
  await buildBlocks(database, world)
  await run()
  await changeWorld(database, world, 8)
  await run()
  await buildBlocks(database, world)
  await run()
})
