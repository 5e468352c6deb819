import { readdirSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Database, openDatabase } from "../../../db/database.ts"
import { prng } from "../../../demo/prng.ts"
import { pastTheLog } from "../../../testing/change-log-guard.ts"
import { recordStatements, type Sent } from "../../../testing/statements/record-statements.ts"
import { writtenSql } from "../../../testing/statements/written-sql.ts"
import { type TestDatabase, testDatabase } from "../../../testing/test-database.ts"
import type { SessionFilter } from "../../read/session-filter.ts"
import type { TrustedReport } from "../../report/trusted-report.ts"
import { randomSession } from "../../testing/random-sessions.ts"

/**
 * The SQL that readers and writers of sessions send, a file for each shape of it, so that whoever changes one sees what
 * PostgreSQL is asked. `vitest run --project=database apps/server/src/session/sql -u` writes the files anew.
 */
export const workspaceId = "0199e6cf-0000-7000-8000-00000000000a"
export const now = new Date("2026-11-01T12:00:00.000Z")
export const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3600 * 1000)

export const all: SessionFilter = { workspaceId, mode: "live" }
export const chosen: SessionFilter = {
  ...all,
  is: { offerType: ["PAUSE", null] },
  not: { outcome: ["open"] },
}

export const customer = { workspaceId, mode: "live", customerId: "cus_new", verified: true } as const
export const report: TrustedReport = {
  ...customer,
  clientKey: "run:1",
  source: "widget",
  receivedAt: hoursAgo(2),
  startedAt: hoursAgo(2),
  revision: 1,
  facts: { customer: { id: "cus_new" } },
}
/** What a page of the stream may weigh. */
export const heaviest = 100_000

export interface Recorded {
  database: Database
  /** What was sent since the last look. */
  take(): Sent[]
}

/** What sends the SQL of a file, by its name. What it has to prepare it takes from the record before. */
export type Calls = Readonly<Record<string, (recorded: Recorded) => Promise<unknown>>>

/**
 * Tests that each call sends what its file says. They run in their order, and build on each other, over 2,800 sessions.
 * @param folder of the files
 * @returns what they run on, from the first test on
 */
export function testSqlFiles(folder: string, calls: Calls): () => Recorded {
  let prepared: TestDatabase
  let recorded: Recorded
  beforeAll(async () => {
    prepared = await testDatabase()
    await addSessions(prepared)
    // one connection, so that what is asked at the same time is sent in one order
    const database = openDatabase(prepared.address, () => {}, { max: 1 })
    recorded = { database, ...recordStatements(database) }
  })
  afterAll(async () => {
    await recorded.database.close()
    await prepared.close()
  })

  test.for(Object.entries(calls))("%s sends what its file says", async ([name, call]) => {
    recorded.take()
    await call(recorded)
    const firsts = Map.groupBy(recorded.take(), ({ text }) => text).values()
    const text = writtenSql([...firsts].flatMap(([first]) => first ?? []))
    await expect(text).toMatchFileSnapshot(join(folder, `${name}.sql`))
  })

  test("each file is of a call", () => {
    const names = readdirSync(folder).flatMap((name) => /^(.+)\.sql$/.exec(name)?.[1] ?? [])
    expect(names.filter((name) => !(name in calls))).toEqual([])
  })
  return () => recorded
}

async function addSessions(database: TestDatabase): Promise<void> {
  const chance = prng(1)
  const times = { from: Date.parse("2026-01-01T00:00:00.000Z"), to: Date.parse("2026-10-20T00:00:00.000Z") }
  const sessions = Array.from({ length: 2800 }, () => ({
    ...randomSession(chance, workspaceId, times),
    mode: "live" as const,
    customer_email: "person@example.com",
    search_text: "person@example.com",
  }))
    .filter(({ outcome }) => outcome !== "open")
    .sort((a, b) => a.created_at.getTime() - b.created_at.getTime())
  Object.assign(sessions[57] ?? {}, { search_text: "a zephyr of old §" })
  for (const first of [0, 1000, 2000]) {
    await pastTheLog(database, (trx) =>
      trx
        .insertInto("session")
        .values(sessions.slice(first, first + 1000))
        .execute(),
    )
  }
}
