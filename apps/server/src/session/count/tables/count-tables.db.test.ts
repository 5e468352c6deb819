import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newSession } from "../../../billing/events/testing/new-session.ts"
import { newId } from "../../../db/new-id.ts"
import { pastTheLog } from "../../../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../../../testing/test-database.ts"
import { answerKey } from "../../answer-key.ts"
import { dimensionTexts } from "../../dimensions.ts"
import { measureTexts } from "../../measures.ts"
import { naiveMatches, naiveTable } from "../../testing/naive-sessions.ts"
import { filtersOver } from "../../testing/random-filters.ts"
import { buildBlocks, changeWorld, makeWorld, worldNow, worldZones } from "../../testing/random-world.ts"
import { readCoverage } from "../facet-blocks/coverage.ts"
import { offersColumn } from "../facet-blocks/read-bitmaps.ts"
import { updateFacetBlocks } from "../facet-blocks/update-facet-blocks.ts"
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

const most = new Set(columns).size
const many = fc.uniqueArray(fc.constantFrom(...columns), { minLength: 5, maxLength: most, size: "max" })

const tables: fc.Arbitrary<Table> = fc
  .tuple(
    // mostly a few, and up to all at once
    fc.oneof(
      { weight: 4, arbitrary: fc.uniqueArray(fc.constantFrom(...columns), { maxLength: 4 }) },
      { weight: 1, arbitrary: many },
    ),
    fc.boolean(),
  )
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

test("more answers in their own words than a block has bits for are counted in the block", async () => {
  const workspaceId = newId(worldNow)
  const at = new Date(worldNow.getTime() - 10 * 24 * 3600 * 1000)
  const sessions = Array.from({ length: 400 }, (_, i) =>
    newSession(
      { workspaceId, customerId: `cus_${i}`, subscriptionId: null, createdAt: new Date(at.getTime() + i) },
      { outcome: "canceled", save_type: null, followup_response: `in my own words, ${i % 300}` },
    ),
  )
  await pastTheLog(database, (trx) => trx.insertInto("session").values(sessions).execute())
  await updateFacetBlocks(database, workspaceId, worldNow, { block: 1000, fewestInGap: 4, fewestInNewest: 8 })
  const filter = { workspaceId, mode: "live" as const }
  const { blocks } = await readCoverage(database.db, { ...filter, to: worldNow }, ["answer"])
  const withoutBits = await readCoverage(database.db, { ...filter, to: worldNow }, ["followup"])
  expect([blocks.length, withoutBits.blocks.length]).toEqual([1, 0])
  const { answers } = await countTables(database.db, filter, { answers: { by: ["answer"] } }, "UTC")
  expect(answers.length).toBe(300)
  expect(answers.find(({ values }) => values[0] === answerKey("in my own words, 7"))?.count).toBe(2)
})
