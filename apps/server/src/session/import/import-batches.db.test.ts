import { randomUUID } from "node:crypto"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { naiveBounces } from "../../../../../packages/protocol/src/testing/bounce-oracle.ts"
import { checkRecord } from "../../commands/check-record.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { unheard } from "../../testing/unheard.ts"
import { lockName } from "../customer-key.ts"
import { settledSession } from "../settled-session.ts"
import { importSessions } from "./import-sessions.ts"
import { importInto, itemsOf } from "./testing/import-into.ts"

/** What lies between two transactions of an import, and beside them. */

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** A minute apart, two of each customer. */
const recordsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    _id: `their-${n}`,
    createdAt: new Date(Date.UTC(2025, 2, 1, 0, n)).toISOString(),
    canceled: n % 3 === 0,
    customer: { id: `cus_${n >> 1}` },
  }))

const rowsOf = (workspaceId: string) =>
  database.db
    .selectFrom("session")
    .select(["id", "customer_id", "created_at", "outcome", "bounced_by"])
    .where("workspace_id", "=", workspaceId)
    .execute()

async function expectRightBounces(workspaceId: string) {
  const rows = await rowsOf(workspaceId)
  for (const theirs of Map.groupBy(rows, (row) => row.customer_id).values()) {
    const sessions = theirs.map(settledSession)
    expect(new Map(theirs.map((row) => [row.id, row.bounced_by]))).toEqual(naiveBounces(sessions))
  }
}

test("large records are written a few at a time", async () => {
  const large = "l".repeat(100_000)
  // of each as much is kept as of any session
  const records = recordsOf(400).map((record) => ({ ...record, feedback: large, followupResponse: large }))
  const written: number[] = []
  await importSessions(unheard(database), {
    workspaceId: randomUUID(),
    items: itemsOf(records),
    check: checkRecord,
    mode: "live",
    now: () => new Date(),
    signal: new AbortController().signal,
    onNote: () => {},
    onProgress: (counts) => written.push(counts.new),
  })
  expect(written).toEqual([259, 400])
})

test("an import whose connection is killed has written the batches before, and can be run again", async () => {
  const workspaceId = randomUUID()
  const records = recordsOf(1100)
  const customer = { workspaceId, mode: "live", verified: true, customerId: "cus_400" } as const
  await lockedTransaction(database.db, lockName(customer, ""), async () => {
    const importing = importInto(database, workspaceId, itemsOf(records))
    importing.catch(() => {})
    await expect.poll(() => killWaiting()).toBe(1)
    await expect(importing).rejects.toThrow()
  })
  expect(await rowsOf(workspaceId)).toHaveLength(500)
  const { counts } = await importInto(database, workspaceId, itemsOf(records))
  expect(counts).toMatchObject({ new: 600, changed: 0, unchanged: 500, refused: 0 })
  expect(await rowsOf(workspaceId)).toHaveLength(1100)
  await expectRightBounces(workspaceId)
})

/** How many connections waited for a lock, and no longer do. */
async function killWaiting(): Promise<number> {
  const { rows } = await sql<{ killed: boolean }>`
    select pg_terminate_backend(pid) as killed from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`.execute(database.db)
  return rows.length
}

test("two imports of one source at once write each session once", async () => {
  const workspaceId = randomUUID()
  const records = recordsOf(700)
  const imports = await Promise.all([1, 2].map(() => importInto(database, workspaceId, itemsOf(records))))
  const sum = (name: "new" | "changed" | "unchanged" | "refused") =>
    imports.reduce((total, { counts }) => total + counts[name], 0)
  expect([sum("new"), sum("changed"), sum("unchanged"), sum("refused")]).toEqual([700, 0, 700, 0])
  expect(await rowsOf(workspaceId)).toHaveLength(700)
  await expectRightBounces(workspaceId)
})
