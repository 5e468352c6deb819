import { setImmediate as turnOfTheLoop } from "node:timers/promises"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import { type Database, type Db, openDatabase } from "../../db/database.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import { newId } from "../../db/new-id.ts"
import { type Prng, prng } from "../../demo/prng.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { randomSession } from "../testing/random-sessions.ts"
import { pruneChanges } from "./prune-changes.ts"
import { fromTheBeginning, type LoggedChange, readChanges } from "./read-changes.ts"
import { type SessionChange, stateOf } from "./session-change.ts"
import { sessionsChanged } from "./sessions-changed.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const now = new Date("2026-11-01T12:00:00.000Z")

async function makeSessions(workspaceId: string, count: number): Promise<string[]> {
  const chance = prng(count)
  const span = { from: now.getTime() - 48 * 3600 * 1000, to: now.getTime() }
  const rows = Array.from({ length: count }, () => randomSession(chance, workspaceId, span))
  await pastTheLog(database, (trx) => trx.insertInto("session").values(rows).execute())
  return rows.map(({ id }) => id)
}

/** Changes sessions of a workspace once more. */
async function changeSessions(
  trx: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<SessionChange[]> {
  const rows = await trx
    .updateTable("session")
    .set((eb) => ({ revision: eb("revision", "+", 1), sequence: eb("sequence", "+", 1) }))
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids)
    .returningAll()
    .execute()
  return rows.map((row) => {
    const after = stateOf(row)
    const before = { ...after, revision: after.revision - 1, sequence: after.sequence - 1 }
    return { workspaceId, id: row.id, mode: row.mode, createdAt: row.created_at, before, after }
  })
}

/** When a transaction began and was known to be committed, by one clock that only counts. */
interface Committed {
  begun: number
  /** null where its connection was lost: it may be committed or not. */
  ended: number | null
}

const changeKey = (id: string, sequence: number) => `${id} ${sequence}`

/** Kills a connection that is in the middle of a transaction of a writer, or of the reader. */
async function kill(name: string): Promise<number> {
  const { rows } = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = ${name} and state <> 'idle' limit 1`.execute(
    database.db,
  )
  return rows.length
}

function openAs(name: string): Database {
  const opened = openDatabase(database.address, () => {}, { max: 1 })
  opened.pool.on("connect", (client) => void client.query(`set application_name = '${name}'`).catch(() => {}))
  onTestFinished(() => opened.close())
  return opened
}

const fewest = 10_000
const writers = 8

test("a reader sees every change once and in order, whatever writers and readers are killed, and whatever is rolled back", async () => {
  const workspaces = Array.from({ length: 3 }, () => newId(now))
  const sessions = new Map<string, string[]>()
  for (const id of workspaces) sessions.set(id, await makeSessions(id, 120))
  const committed = new Map<string, Committed>()
  const counts = { changes: 0, rolledBack: 0, writersKilled: 0, readersKilled: 0 }
  let clock = 0

  async function write(db: Database["db"], chance: Prng): Promise<void> {
    const chosen = workspaces.filter(() => chance.chance(0.4))
    const wanted = chosen.map((id) => {
      const ids = sessions.get(id)?.filter(() => chance.chance(0.1)) ?? []
      return { id, ids }
    })
    const transaction: Committed = { begun: 0, ended: null }
    let keys: string[] = []
    const refusal = new Error("rolled back")
    try {
      await lockedTransaction(
        db,
        wanted.flatMap(({ ids }) => ids),
        async (trx) => {
          transaction.begun = ++clock
          const changes: SessionChange[] = []
          for (const { id, ids } of wanted) {
            if (ids.length > 0) changes.push(...(await changeSessions(trx, id, ids)))
          }
          await sessionsChanged(trx, changes, now)
          keys = changes.flatMap(({ id, after }) => (after ? [changeKey(id, after.sequence)] : []))
          if (chance.chance(0.3)) await sql`select pg_sleep(${chance.next() * 0.004})`.execute(trx)
          if (chance.chance(0.1)) throw refusal
        },
      )
      transaction.ended = ++clock
      counts.changes += keys.length
    } catch (error) {
      if (error === refusal) {
        counts.rolledBack++
        return
      }
      // the pool hears in a turn of the loop that its connection is gone
      await turnOfTheLoop()
    }
    for (const key of keys) committed.set(key, transaction)
  }

  /** What the reader has, and how far: kept together, as a reader keeps its cursor with what it made of the changes. */
  const kept = new Map(
    workspaces.map((id) => [id, { cursor: fromTheBeginning, changes: [] as LoggedChange[] }]),
  )
  async function readOnce(db: Db, chance: Prng): Promise<number> {
    let found = 0
    for (const [id, { cursor, changes }] of kept) {
      const more = await readChanges(db, id, cursor, chance.between(1, 400)).catch(() => null)
      if (more === null) await turnOfTheLoop()
      found += more?.length ?? 1
      // it dies in the middle, or with what it has read and not yet kept
      if (more === null || chance.chance(0.1)) counts.readersKilled++
      else kept.set(id, { cursor: more.at(-1)?.cursor ?? cursor, changes: [...changes, ...more] })
    }
    return found
  }

  let isWriting = true
  const writing = Promise.all(
    Array.from({ length: writers }, async (_, n) => {
      const { db } = openAs("writer")
      const chance = prng(n)
      while (counts.changes < fewest) await write(db, chance)
    }),
  ).finally(() => {
    isWriting = false
  })
  const reading = (async () => {
    const { db } = openAs("reader")
    const chance = prng(100)
    while (isWriting) await readOnce(db, chance)
    // nothing is missing only where nothing is left: a read that is dropped does not count
    for (let empty = 0; empty < 20; ) empty = (await readOnce(db, chance)) === 0 ? empty + 1 : 0
  })()
  const killing = (async () => {
    for (let next = 500; isWriting; ) {
      if (counts.changes < next) {
        await sql`select pg_sleep(0.005)`.execute(database.db)
        continue
      }
      counts.writersKilled += await kill("writer")
      await kill("reader")
      next = counts.changes + 500
    }
  })()
  await Promise.all([writing, reading, killing])

  for (const id of workspaces) {
    const { changes } = kept.get(id) ?? { changes: [] }
    // every session's changes, without a gap and in order, and as many as there were
    const rows = await database.db
      .selectFrom("session")
      .select(["id", "sequence"])
      .where("workspace_id", "=", id)
      .execute()
    const read = Map.groupBy(changes, ({ session_id }) => session_id)
    expect(
      Object.fromEntries(
        rows.map((row) => [row.id, read.get(row.id)?.map(({ sequence }) => sequence) ?? []]),
      ),
    ).toEqual(
      Object.fromEntries(rows.map((row) => [row.id, Array.from({ length: row.sequence }, (_, i) => i + 1)])),
    )
    // what began when another was over stands behind it
    let lastBegun = 0
    for (const { session_id, sequence } of changes) {
      const { begun, ended } = committed.get(changeKey(session_id, sequence)) ?? { begun: 0, ended: null }
      if (ended !== null) expect(ended).toBeGreaterThan(lastBegun)
      lastBegun = Math.max(lastBegun, begun)
    }
    // whoever reads later reads the same
    expect(await readChanges(database.db, id, fromTheBeginning, 1_000_000)).toEqual(changes)
  }
  expect(counts.changes).toBeGreaterThanOrEqual(fewest)
  for (const count of [counts.rolledBack, counts.writersKilled, counts.readersKilled]) {
    expect(count).toBeGreaterThan(5)
  }
  // some seconds of two processors, which may be busy otherwise
}, 240_000)

test("changes of 30 days ago are pruned, and a reader goes on behind them", async () => {
  const [workspaceId, other] = [newId(now), newId(now)]
  // more than are looked at once
  const ids = await makeSessions(workspaceId, 600)
  const theirs = await makeSessions(other, 1)
  const change = (whose: string, which: readonly string[], at: Date) =>
    lockedTransaction(database.db, which, async (trx) =>
      sessionsChanged(trx, await changeSessions(trx, whose, which), at),
    )
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3600 * 1000)
  await change(workspaceId, ids, daysAgo(40))
  await change(other, theirs, daysAgo(40))
  await change(workspaceId, ids, daysAgo(31))
  await change(workspaceId, ids.slice(0, 2), daysAgo(29))
  const before = await readChanges(database.db, workspaceId, fromTheBeginning, 2000)
  expect(await pruneChanges(database.db, workspaceId, now)).toBe(1200)
  expect(await pruneChanges(database.db, workspaceId, now)).toBe(0)
  const left = await readChanges(database.db, workspaceId, fromTheBeginning, 2000)
  expect(left).toEqual(before.slice(-2))
  expect(left.map(({ at, sequence }) => [at, sequence])).toEqual([
    [daysAgo(29), 3],
    [daysAgo(29), 3],
  ])
  expect(await readChanges(database.db, other, fromTheBeginning, 10)).toHaveLength(1)
})
