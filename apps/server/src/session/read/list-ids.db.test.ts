import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { StoredSession } from "../../testing/naive-filter.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { seedVaried } from "../../testing/varied-sessions.ts"
import { updateFacetBlocks } from "../count/facet-blocks/update-facet-blocks.ts"
import { naiveMatches } from "../testing/naive-sessions.ts"
import { filtersOver } from "../testing/random-filters.ts"
import { listIds } from "./list-ids.ts"

const workspaceId = "01a20000-0000-7000-8000-000000000001"
const now = new Date("2026-11-01T12:00:00.000Z")
let database: TestDatabase
let sessions: StoredSession[]
beforeAll(async () => {
  database = await testDatabase()
  sessions = await seedVaried(database, workspaceId)
  await updateFacetBlocks(database, workspaceId, now, { block: 100, fewestInGap: 4, fewestInNewest: 8 })
})
afterAll(() => database.close())

test("for any filter these are the newest that match", () =>
  fc.assert(
    fc.asyncProperty(
      filtersOver([workspaceId], sessions.slice(0, 300)),
      fc.constantFrom(1, 10, 5001),
      async (filter, size) => {
        const ids = await atOneMoment(database.db, (moment) => listIds(moment, filter, size))
        const expected = naiveMatches(sessions as never, filter)
        expect(ids).toEqual(expected.slice(0, size).map(({ id }) => id))
      },
    ),
    { numRuns: 100 },
  ))
