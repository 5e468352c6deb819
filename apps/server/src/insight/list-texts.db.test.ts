import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../db/new-id.ts"
import type { WeighedSession } from "../session/read/list-sessions.ts"
import { naiveMatches } from "../session/testing/naive-sessions.ts"
import { filtersOver } from "../session/testing/random-filters.ts"
import { buildBlocks, changeWorld, worldNow } from "../session/testing/random-world.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { listTexts } from "./list-texts.ts"
import { isValid } from "./testing/naive-insights.ts"
import { hasOwnWords, reasonOf } from "./testing/naive-reasons.ts"
import { makeTroubledWorld, type TroubledWorld } from "./testing/troubled-world.ts"

let database: TestDatabase
let world: TroubledWorld
beforeAll(async () => {
  database = await testDatabase()
  world = await makeTroubledWorld(database, [newId(worldNow), newId(worldNow)], 21)
  await buildBlocks(database, world)
  await changeWorld(database, world, 22)
}, 120_000)
afterAll(() => database.close())

test("the texts behind a reason are those that the panel counts, page by page", {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      filtersOver(world.workspaceIds, world.sessions),
      fc.constantFrom(...new Set(world.sessions.map(reasonOf)), null),
      fc.constantFrom(1, 3, 100),
      async (filter, reason, size) => {
        const behind = { ...filter, is: { ...filter.is, reason: [reason] } }
        const listed: string[] = []
        for (let after: Parameters<typeof listTexts>[2] = null; ; ) {
          const page: WeighedSession[] = await listTexts(database.db, behind, after, size, 1_000_000)
          listed.push(...page.map(({ id }) => id))
          const last = page.at(-1)
          if (!last || page.length < size) break
          after = { createdAt: last.created_at, id: last.id }
        }
        const naive = naiveMatches(world.sessions, behind)
          .filter(isValid)
          .filter((each) => each.feedback || hasOwnWords(world, each))
        expect(listed).toEqual(naive.map(({ id }) => id))
      },
    ),
    { numRuns: 30, endOnFailure: true },
  )
})
