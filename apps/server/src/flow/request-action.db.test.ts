import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { type BillingAction, requestAction } from "./request-action.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const action: BillingAction = {
  workspaceId: "01a00000-0000-7000-8000-000000000000",
  mode: "live",
  customerId: "cus_1",
  subscriptionId: null,
  action: "cancel",
  body: {},
  sessionId: null,
  clientKey: "run:1 cancel",
}

test("what the billing side refused stays on record and is tried again, and then no more", async () => {
  let tries = 0
  const billing = {
    async carryOut() {
      if (++tries === 1) throw new Error("The card processor is away")
    },
  }
  const now = new Date("2026-11-01T12:00:00Z")
  const ask = () => requestAction(database.db, billing, action, now)
  const stored = () => database.db.selectFrom("action_request").select(["action", "carried_out_at"]).execute()

  await expect(ask()).rejects.toThrow("The card processor is away")
  expect(await stored()).toEqual([{ action: "cancel", carried_out_at: null }])
  await ask()
  await ask()
  expect(tries).toBe(2)
  expect(await stored()).toEqual([{ action: "cancel", carried_out_at: now }])
})

test("of several at the same moment one is carried out", async () => {
  let tries = 0
  const waiting = () =>
    database.pool
      .query(
        `select count(*)::int as n from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and query like '%action_request%'`,
      )
      .then(({ rows }) => rows[0].n)
  const billing = {
    async carryOut() {
      tries++
      // until the others have come to where they would carry it out as well
      await expect.poll(waiting).toBe(2)
    },
  }
  const asked = { ...action, clientKey: "run:2 cancel" }
  await Promise.all([1, 2, 3].map(() => requestAction(database.db, billing, asked, new Date())))
  expect(tries).toBe(1)
})
