import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import type { BillingEvent, BillingSystem } from "../billing-system.ts"
import { fakeSystem } from "../testing/fake-system.ts"
import { testBilling } from "../testing/test-billing.ts"
import { catchUp } from "./catch-up.ts"
import { readBilling } from "./read-billing.ts"
import { newSession } from "./testing/new-session.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const workspaceId = "01a00000-0000-7000-8000-000000000001"
const place = { workspaceId, mode: "live" } as const
const now = new Date()
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3600 * 1000)

beforeEach(async () => {
  for (const table of ["billing_event", "billing_subscription", "billing_reading"] as const)
    await database.db.deleteFrom(table).execute()
  await pastTheLog(database, (trx) => trx.deleteFrom("session").execute())
})

const billing = (system: BillingSystem) =>
  testBilling({ systemOf: async (_, mode) => (mode === "live" ? system : null), now: () => now, limitMs: 50 })

const eventOf = (id: string): BillingEvent => ({
  ...{ id, at: now, customerId: "cus_1", subscriptionId: "sub_1", kind: "subscriptionChanged" },
})

const reading = () =>
  database.db.selectFrom("billing_reading").select(["cursor", "complete_until"]).executeTakeFirst()

const isDueAgain = () =>
  database.db
    .updateTable("billing_reading")
    .set({ tried_at: daysAgo(1) })
    .execute()

test("it is read on from where the last reading ended, and not again within five minutes", async () => {
  const cursors: (string | null)[] = []
  const system = fakeSystem({
    eventsSince: async (cursor) => {
      cursors.push(cursor)
      return { events: [], cursor: `c${cursors.length}`, hasMore: false }
    },
  })
  await catchUp(database, billing(system), system, place)
  await catchUp(database, billing(system), system, place)
  await isDueAgain()
  await catchUp(database, billing(system), system, place)
  expect(cursors).toEqual([null, "c1"])
  expect(await reading()).toEqual({ cursor: "c2", complete_until: expect.any(Date) })
})

test("a reading that breaks off keeps the pages it has, and says not that it is complete", async () => {
  let isDown = true
  const system = fakeSystem({
    eventsSince: async (cursor) => {
      if (cursor === null) return { events: [eventOf("evt_1")], cursor: "1", hasMore: true }
      if (isDown) throw new Error("down")
      return { events: [eventOf("evt_1"), eventOf("evt_2")], cursor: "2", hasMore: false }
    },
  })
  expect(await catchUp(database, billing(system), system, place)).toBe(1)
  expect(await reading()).toEqual({ cursor: "1", complete_until: null })
  isDown = false
  await isDueAgain()
  expect(await catchUp(database, billing(system), system, place)).toBe(1)
  expect(await reading()).toEqual({ cursor: "2", complete_until: expect.any(Date) })
})

test("a billing system that never answers is given up, and the subscription is asked about again later", async () => {
  const never = () => new Promise<never>(() => {})
  const system = fakeSystem({
    eventsSince: async () => ({ events: [eventOf("evt_1")], cursor: "1", hasMore: false }),
    subscriptionState: never,
  })
  expect(await readBilling(database, billing(system), workspaceId)).toEqual({ caughtUp: 1, written: 0 })
  const row = database.db.selectFrom("billing_subscription").select(["status", "asked_at", "ask_again_at"])
  expect(await row.executeTakeFirst()).toEqual({
    status: null,
    asked_at: null,
    ask_again_at: expect.any(Date),
  })
})

test("the subscriptions of sessions that were not cancelled are asked about, though nothing happens to them", async () => {
  const session = (id: string, more: Parameters<typeof newSession>[1]) =>
    newSession({ workspaceId, subscriptionId: id, customerId: `cus_of_${id}`, createdAt: daysAgo(40) }, more)
  await pastTheLog(database, (trx) =>
    trx
      .insertInto("session")
      .values([
        session("sub_saved", { outcome: "saved" }),
        session("sub_abandoned", { outcome: "abandoned" }),
        session("sub_canceled", { outcome: "canceled" }),
        session("sub_bounced", { outcome: "abandoned", bounced_by: workspaceId }),
        session("sub_unverified", { outcome: "saved", verified: false }),
        session("sub_of_test", { outcome: "saved", mode: "test" }),
        session("sub_old", { outcome: "saved", created_at: daysAgo(92) }),
      ])
      .execute(),
  )
  const asked: string[] = []
  const system = fakeSystem({
    subscriptionState: async (subscriptionId) => {
      asked.push(subscriptionId)
      return {
        ...{ subscriptionId, customerId: "cus_1", status: "active" },
        ...{ endsAt: null, resumesAt: null, asOf: now },
      }
    },
  })
  const { written } = await readBilling(database, billing(system), workspaceId)
  expect(asked.sort()).toEqual(["sub_abandoned", "sub_saved"])
  expect(written).toBe(2)
  // once is enough: of what happens to them from now on there are events. What is heard of in the millisecond of the question
  // is asked about again, so the moments are told apart here
  await database.db
    .updateTable("billing_subscription")
    .set({ heard_at: daysAgo(1) })
    .execute()
  await isDueAgain()
  await readBilling(database, billing(system), workspaceId)
  expect(asked).toHaveLength(2)
})
