import type { SessionFacts } from "@holdfast/protocol"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Db } from "../../db/database.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import { newId } from "../../db/new-id.ts"
import { demoFlows } from "../../demo/demo-flows.ts"
import { seedSessions } from "../../demo/seed-sessions.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { type Topic, topicOf } from "../live/topic.ts"
import { createIntake, type Intake } from "../report/intake.ts"
import { settleSilentSessions } from "../report/settle-silent-sessions.ts"
import { fromTheBeginning, readChanges } from "./read-changes.ts"

let database: TestDatabase
let intake: Intake
let announced: Topic[] = []
beforeAll(async () => {
  database = await testDatabase()
  intake = createIntake({ database, announce: (topics) => void announced.push(...topics) })
})
afterAll(() => database.close())

const noon = Date.UTC(2026, 10, 1, 12)
const hour = 3600 * 1000

async function report(
  workspaceId: string,
  run: string,
  revision: number,
  facts: SessionFacts,
  hours = 0,
  by = intake,
) {
  const at = new Date(noon + hours * hour)
  const result = await by.record({
    workspaceId,
    mode: "live",
    customerId: "ada",
    clientKey: run,
    source: "widget",
    verified: true,
    receivedAt: at,
    startedAt: at,
    revision,
    facts: { ...facts, customer: { id: "ada" } },
  })
  return result.kind === "recorded" ? result.sessionId : ""
}

const logOf = async (workspaceId: string) =>
  (await readChanges(database.db, workspaceId, fromTheBeginning, 10_000)).map(
    ({ session_id, kind, sequence }) => [session_id, kind, sequence],
  )

test("what reports, bounces and silence do to sessions stands in the log, and is announced", async () => {
  const workspaceId = newId(new Date(noon))
  const topic = topicOf(workspaceId, "live")
  announced = []
  const first = await report(workspaceId, "first", 0, {})
  await report(workspaceId, "first", 1, { feedback: "hm" })
  await report(workspaceId, "first", 2, { aborted: true })
  expect(announced).toEqual([topic, topic, topic])
  // what says nothing new is no change
  await report(workspaceId, "first", 2, { aborted: true })
  await report(workspaceId, "first", 1, { feedback: "hm" })
  expect(announced).toEqual([topic, topic, topic])
  const second = await report(workspaceId, "second", 3, { canceled: true }, 2)
  await report(workspaceId, "first", 3, { acceptedOffer: { offerType: "PAUSE" } }, 3)
  const third = await report(workspaceId, "third", 0, {}, 40)
  announced = []
  const silent = await settleSilentSessions(intake, workspaceId, new Date(noon + 41 * hour))
  expect([silent, announced]).toEqual([{ settled: 1, errors: [] }, [topic]])
  await report(workspaceId, "third", 1, { feedback: "back" }, 42)
  expect(await logOf(workspaceId)).toEqual([
    [first, "opened", 1],
    [first, "updated", 2],
    [first, "settled", 3],
    [second, "settled", 1],
    [first, "bounced", 4],
    [first, "corrected", 5],
    [third, "opened", 1],
    [third, "settled", 2],
    [third, "reopened", 3],
  ])
})

test("a batch of several workspaces stands in the log of each", async () => {
  const workspaces = Array.from({ length: 4 }, () => newId(new Date(noon)))
  const ids = await Promise.all(workspaces.map((id) => report(id, `run ${id}`, 1, { canceled: true })))
  expect(await Promise.all(workspaces.map(logOf))).toEqual(ids.map((id) => [[id, "settled", 1]]))
})

test("reports of several workspaces share a transaction; where the server is a cluster they do not", async () => {
  const transactionsOf = async (which: Intake) => {
    const workspaces = Array.from({ length: 4 }, () => newId(new Date(noon)))
    await Promise.all(workspaces.map((id) => report(id, "run", 1, { canceled: true }, 0, which)))
    const { rows } =
      await sql`select distinct xmin::text from session where workspace_id = any(${workspaces})`.execute(
        database.db,
      )
    return rows.length
  }
  // so few share one batch
  expect(await transactionsOf(intake)).toBe(1)
  const onCluster = createIntake({ database, announce: () => {}, batchesOfOneWorkspace: true })
  expect(await transactionsOf(onCluster)).toBe(4)
})

test("every session that is seeded stands in the log once, however many are there already", async () => {
  const workspaceId = newId(new Date(noon))
  const until = new Date(noon)
  const flows = demoFlows(workspaceId, { until, years: 1 })
  const heard: Topic[] = []
  for (const seed of [1, 2]) {
    const options = { sessions: 300, seed, years: 1, until, flows }
    await seedSessions(database.pool, workspaceId, options, undefined, (topics) => void heard.push(...topics))
  }
  expect(new Set(heard)).toContain(topicOf(workspaceId, "live"))
  const rows = await database.db
    .selectFrom("session")
    .select(["id", "outcome"])
    .where("workspace_id", "=", workspaceId)
    .execute()
  expect(rows).toHaveLength(600)
  expect((await logOf(workspaceId)).toSorted()).toEqual(
    rows.map(({ id, outcome }) => [id, outcome === "open" ? "opened" : "settled", 1]).toSorted(),
  )
})

const writes: Record<string, (trx: Db, workspaceId: string, id: string) => Promise<unknown>> = {
  "a change": (trx, workspaceId, id) =>
    trx
      .updateTable("session")
      .set({ feedback: "x" })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute(),
  "a deletion": (trx, workspaceId, id) =>
    trx.deleteFrom("session").where("workspace_id", "=", workspaceId).where("id", "=", id).execute(),
  "a new session": (trx, workspaceId, id) =>
    sql`insert into session (workspace_id, id, mode, created_at, updated_at, outcome, source, verified, revision,
        last_report_at, search_text, detail)
      select workspace_id, gen_random_uuid(), mode, created_at, updated_at, outcome, source, verified, revision,
        last_report_at, search_text, detail
      from session where workspace_id = ${workspaceId} and id = ${id}`.execute(trx),
  "an entry for another change": async (trx, workspaceId, id) => {
    await trx
      .updateTable("session")
      .set({ sequence: 2 })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute()
    const entry = { workspace_id: workspaceId, session_id: id, mode: "live", kind: "updated" } as const
    await trx
      .insertInto("session_change")
      .values({ ...entry, sequence: 3, at: new Date(noon) })
      .execute()
  },
}

test.for(Object.entries(writes))(
  "a writer that does not go through sessionsChanged fails at its commit: %s",
  async ([name, write]) => {
    const workspaceId = newId(new Date(noon))
    const id = await report(workspaceId, `guarded ${name}`, 0, {})
    const writing = lockedTransaction(database.db, name, (trx) => write(trx, workspaceId, id))
    await expect(writing).rejects.toThrow("sessions were written without an entry of the change log")
    expect(await logOf(workspaceId)).toEqual([[id, "opened", 1]])
  },
)
