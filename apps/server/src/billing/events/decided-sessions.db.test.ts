import fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { atOneMoment } from "../../db/at-one-moment.ts"
import { newId } from "../../db/new-id.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { naiveMatches, type Stored } from "../../session/testing/naive-sessions.ts"
import { filtersOver } from "../../session/testing/random-filters.ts"
import { buildBlocks, changeWorld, makeWorld, worldNow } from "../../session/testing/random-world.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { decidedOutcomes, decidedSessions, readChosen } from "./decided-sessions.ts"
import { newSession } from "./testing/new-session.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const decided = (filter: SessionFilter) =>
  atOneMoment(database.db, async (moment) => {
    const chosen = await readChosen(moment, filter)
    const { rows } = await sql<{ id: string }>`
      with ${chosen.ctes} decided as (select id from ${decidedSessions(filter, decidedOutcomes, sql`true`, chosen)} session)
      select id from decided order by id`.execute(moment)
    return rows.map(({ id }) => id)
  })

const naive = (sessions: readonly Stored[], filter: SessionFilter) =>
  naiveMatches(sessions, filter)
    .filter(({ outcome, bounced_by }) => outcome !== "open" && bounced_by == null)
    .map(({ id }) => id)
    .sort()

test("any filter has the decided sessions that a look at each has, in blocks, beside them and after changes", {
  timeout: 600_000,
}, async () => {
  const world = await makeWorld(database, [newId(worldNow), newId(worldNow)], 59)
  const run = () =>
    fc.assert(
      fc.asyncProperty(filtersOver(world.workspaceIds, world.sessions), async (filter) => {
        expect(await decided(filter)).toEqual(naive(world.sessions, filter))
      }),
      { numRuns: 60, endOnFailure: true },
    )
  await run()
  await buildBlocks(database, world)
  await run()
  await changeWorld(database, world, 60)
  await run()
})

test("ids that are too long for an index are found as all others are", async () => {
  const workspaceId = newId(worldNow)
  // four bytes each, none like the one before it, so that nothing makes them shorter
  const longest = (first: number) =>
    Array.from({ length: 500 }, (_, i) => String.fromCodePoint(0x20000 + ((first + i * 7919) % 40_000))).join(
      "",
    )
  const sessions = ["short", "long"].map((kind, i) =>
    newSession(
      {
        workspaceId,
        customerId: kind === "long" ? longest(1) : "cus_1",
        subscriptionId: kind === "long" ? longest(17) : "sub_1",
        createdAt: new Date(worldNow.getTime() - i * 1000),
      },
      { outcome: "canceled", save_type: null },
    ),
  )
  await pastTheLog(database, (trx) => trx.insertInto("session").values(sessions).execute())
  const filter = { workspaceId, mode: "live" } as const
  expect(await decided(filter)).toEqual(naive(sessions, filter))
})

test("they are answered by the index alone", async () => {
  await database.pool.query("vacuum analyze session")
  const plan = await database.db.transaction().execute(async (trx) => {
    await sql`set local enable_seqscan = off`.execute(trx)
    const filter = { workspaceId: newId(worldNow), mode: "live" } as const
    const { rows } = await sql<{ "QUERY PLAN": string }>`
      explain select id, customer_id, subscription_id, subscription_start, created_at, outcome
      from ${decidedSessions(filter, ["saved"], sql`true`)} session`.execute(trx)
    return rows.map((row) => row["QUERY PLAN"]).join("\n")
  })
  expect(plan).toMatch(/Index Only Scan using session_decided on session/)
  expect(plan).toMatch(/using session_decided_long on session|on session_decided_long/)
})
