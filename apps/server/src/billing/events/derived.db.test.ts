import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import type { Stored } from "../../session/testing/naive-sessions.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import type { BillingEvent, SubscriptionState } from "../billing-system.ts"
import { afterSaves } from "./after-saves.ts"
import { heldRate } from "./held-rate.ts"
import { leftOutsideFlow } from "./left-outside-flow.ts"
import { pruneEvents } from "./prune-events.ts"
import { readCustomerBilling } from "./read-customer-billing.ts"
import { takeEvents } from "./take-events.ts"
import { newSession } from "./testing/new-session.ts"
import { writeStates } from "./write-state.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const workspaceId = "01a00000-0000-7000-8000-000000000001"
const elsewhere = { workspaceId: "01a00000-0000-7000-8000-000000000002", mode: "live" } as const
const place = { workspaceId, mode: "live" } as const
const now = new Date("2026-11-01T12:00:00.000Z")
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3600 * 1000)

beforeEach(async () => {
  for (const table of ["billing_event", "billing_subscription", "billing_reading"] as const)
    await database.db.deleteFrom(table).execute()
  await pastTheLog(database, (trx) => trx.deleteFrom("session").execute())
})

const sessions = (...rows: Stored[]) =>
  pastTheLog(database, (trx) => trx.insertInto("session").values(rows).execute())

const heldSaves = async (filter: SessionFilter) => {
  const { held } = await afterSaves(database.db, filter, now, {
    held: true,
    startMonths: true,
    paid: false,
    offers: false,
  })
  return held ?? { saves: [], missing: "nothing was read" }
}

const session = (
  customerId: string,
  days: number,
  more: Partial<Stored>,
  subscriptionId: string | null = null,
) =>
  newSession(
    { workspaceId, customerId, subscriptionId, createdAt: daysAgo(days) },
    { save_type: null, ...more },
  )

const state = (customerId: string, more: Partial<SubscriptionState>): SubscriptionState => ({
  ...{ subscriptionId: `sub_of_${customerId}`, customerId, status: "active", endsAt: null, resumesAt: null },
  ...{ asOf: now, ...more },
})

const paid = (
  customerId: string,
  days: number,
  amountMinor: number,
  { currency = "usd", kind = "invoicePaid" }: { currency?: string; kind?: "invoicePaid" | "refunded" } = {},
): BillingEvent => ({
  ...{
    id: `${kind} ${customerId} ${days} ${amountMinor}`,
    at: daysAgo(days),
    customerId,
    subscriptionId: null,
  },
  ...{ kind, amountMinor, currency },
})

const take = (events: BillingEvent[], whose: typeof place | typeof elsewhere = place) =>
  takeEvents(database.db, whose, "stripe", events, now)

test("who left or paused outside the flow is told from who did in it, and from whom nobody asked", async () => {
  await sessions(
    session("in_flow", 40, { outcome: "canceled" }),
    session("late_in_flow", 13, { outcome: "canceled" }),
    session("only_saved", 11, { outcome: "saved", save_type: "DISCOUNT" }),
    session("long_before", 200, { outcome: "canceled" }),
    session("pause_in_flow", 20, { outcome: "saved", save_type: "PAUSE" }),
    session("test_only", 10, { outcome: "canceled", mode: "test" }),
  )
  const ended = { status: "ended", endsAt: daysAgo(9), decidedAt: daysAgo(10) } as const
  await writeStates(database.db, place, "stripe", [
    // decided when it was asked, though the period ended a month later
    state("in_flow", { status: "ended", endsAt: daysAgo(9), decidedAt: daysAgo(40) }),
    state("late_in_flow", ended),
    state("only_saved", ended),
    state("long_before", ended),
    state("undecided", { status: "ended", endsAt: daysAgo(9) }),
    state("test_only", ended),
    state("unpaid", { ...ended, endedBy: "unpaid" }),
    state("pause_in_flow", { status: "paused" }),
    state("pause_outside", { status: "paused" }),
    state("ends_soon", { endsAt: daysAgo(-9), decidedAt: daysAgo(1) }),
    state("lives", {}),
  ])
  await writeStates(database.db, elsewhere, "stripe", [state("of_others", ended)])
  const outside: string[] = []
  const rows = await database.db.selectFrom("billing_subscription").select("customer_id").execute()
  for (const { customer_id } of rows) {
    const billing = await readCustomerBilling(database.db, place, customer_id)
    if (billing?.subscriptions[0]?.isOutsideFlow) outside.push(customer_id)
  }
  expect(outside.sort()).toEqual([
    "ends_soon",
    "long_before",
    "only_saved",
    "pause_outside",
    "test_only",
    "undecided",
  ])
  expect(await leftOutsideFlow(database.db, place, daysAgo(30), now)).toEqual({ ended: 4, paused: 0 })
  expect(await leftOutsideFlow(database.db, place, daysAgo(5), daysAgo(-1))).toEqual({ ended: 0, paused: 1 })
})

test("what a customer paid since their newest save is said by currency, without what was before it", async () => {
  await sessions(
    session("cus_1", 90, { outcome: "saved" }),
    session("cus_1", 60, { outcome: "saved" }),
    session("cus_1", 50, { outcome: "abandoned" }),
    session("cus_1", 5, { outcome: "saved", bounced_by: workspaceId }),
  )
  await take([
    paid("cus_1", 70, 2900),
    paid("cus_1", 45, 2900),
    paid("cus_1", 15, 2900),
    paid("cus_1", 10, 900, { currency: "eur" }),
    paid("cus_1", 9, 500, { kind: "refunded" }),
    paid("cus_2", 9, 7777),
  ])
  await take([paid("cus_1", 14, 7777)], elsewhere)
  expect((await readCustomerBilling(database.db, place, "cus_1"))?.sinceSave).toEqual({
    sessionId: expect.any(String),
    savedAt: daysAgo(60).toISOString(),
    invoices: 3,
    paid: [
      { amountMinor: 900, currency: "eur" },
      { amountMinor: 5800, currency: "usd" },
    ],
    refunded: [{ amountMinor: 500, currency: "usd" }],
  })
  expect(await readCustomerBilling(database.db, place, "cus_2")).toBeNull()
})

test("invoices after saves count once each, of the sessions of a filter", async () => {
  await sessions(
    session("a", 90, { outcome: "saved" }),
    session("a", 60, { outcome: "saved" }),
    session("b", 60, { outcome: "abandoned" }),
  )
  await take([paid("a", 95, 1), paid("a", 70, 100), paid("a", 50, 1000), paid("b", 50, 10_000)])
  const paidAfter = async (filter: SessionFilter) =>
    (
      await afterSaves(database.db, filter, now, {
        held: false,
        startMonths: false,
        paid: true,
        offers: false,
      })
    ).paid
  expect(await paidAfter(place)).toEqual([{ currency: "usd", invoices: 2, amountMinor: 1100 }])
  expect(await paidAfter({ ...place, from: daysAgo(65) })).toEqual([
    { currency: "usd", invoices: 1, amountMinor: 1000 },
  ])
})

test("a save holds as long as its subscription lives, and is followed as far as the billing was read", async () => {
  await sessions(
    session("holds", 100, { outcome: "saved" }, "sub_of_holds"),
    session("ends", 100, { outcome: "abandoned" }, "sub_of_ends"),
    // of a company's own billing, which says nothing of the id that the flow knows
    session("by_customer", 100, { outcome: "saved" }),
    session("cancels_later", 100, { outcome: "saved" }, "sub_of_nobody"),
    session("cancels_later", 80, { outcome: "canceled" }, "sub_of_nobody"),
    session("young", 10, { outcome: "saved" }, "sub_of_young"),
    session("unknown", 100, { outcome: "saved" }, "sub_of_unknown"),
    session("bounced", 100, { outcome: "abandoned", bounced_by: workspaceId }, "sub_of_ends"),
  )
  await writeStates(database.db, place, "stripe", [
    state("holds", { asOf: daysAgo(99) }),
    state("ends", { status: "ended", endsAt: daysAgo(50) }),
    state("young", {}),
  ])
  await writeStates(database.db, place, "api", [state("by_customer", { asOf: daysAgo(65) })])
  await database.db
    .insertInto("billing_reading")
    .values({ ...{ workspace_id: workspaceId, mode: "live" }, complete_until: now })
    .execute()
  const { saves, missing } = await heldSaves(place)
  expect(missing).toBeNull()
  expect(saves.reduce((sum, { count }) => sum + count, 0)).toBe(6)
  // 5 at first; one ends on day 20, of the 4 that were followed so far; of the sixth nothing is known
  expect(heldRate(saves, 30)).toMatchObject({ rate: 3 / 4, atRisk: 3, tooYoung: 2 })
  expect(heldRate(saves, 60)).toMatchObject({ rate: (3 / 4) * (1 / 2), atRisk: 1, tooYoung: 3 })
  expect(heldRate(saves, 90)).toMatchObject({ rate: (3 / 4) * (1 / 2), atRisk: 1, tooYoung: 3 })
  expect(await heldSaves({ ...place, is: { saveType: ["no such type"] } })).toEqual({
    saves: [],
    missing: null,
  })
})

test("where no billing tells, saves are followed up to now, and end with a later cancelled session", async () => {
  await sessions(
    session("stays", 100, { outcome: "saved" }),
    session("cancels", 100, { outcome: "abandoned" }),
    session("cancels", 60, { outcome: "canceled" }),
    session("cancels", 50, { outcome: "canceled" }),
    session("cancels", 50, { outcome: "saved" }),
    session("young", 10, { outcome: "saved", customer_id: null }),
  )
  await writeStates(database.db, elsewhere, "api", [state("stays", { status: "ended", endsAt: daysAgo(90) })])
  const { saves, missing } = await heldSaves(place)
  expect(missing).toBe("noBilling")
  expect(saves.map(({ days, ended, count }) => `${days} ${ended} ${count}`).sort()).toEqual([
    "10 false 1",
    "100 false 1",
    "40 true 1",
    "50 false 1",
  ])
})

test("events go after 90 days but what a customer with a session paid, and ended subscriptions of nobody after 400", async () => {
  await sessions(session("known", 300, { outcome: "saved" }))
  const changed = (customerId: string, days: number): BillingEvent => ({
    ...{ id: `${customerId} ${days}`, at: daysAgo(days), customerId, subscriptionId: "sub" },
    kind: "subscriptionChanged",
  })
  await take([
    ...[changed("known", 91), changed("known", 89), changed("nobody", 91)],
    ...[paid("known", 91, 1), paid("nobody", 91, 2), paid("nobody", 89, 3), paid("known", 700, 4)],
  ])
  await take([paid("nobody", 91, 5)], elsewhere)
  const ended = (days: number) => ({ status: "ended", endsAt: daysAgo(days) }) as const
  await database.db.deleteFrom("billing_subscription").execute()
  await writeStates(database.db, place, "stripe", [
    ...[
      state("known", ended(401)),
      state("nobody", ended(401)),
      state("lately", ended(399)),
      state("lives", {}),
    ],
  ])
  expect(await pruneEvents(database.db, workspaceId, now)).toBe(4)
  const events = await database.db.selectFrom("billing_event").select("id").orderBy("id").execute()
  expect(events.map(({ id }) => id)).toEqual(
    [
      ...["invoicePaid known 700 4", "invoicePaid known 91 1", "invoicePaid nobody 89 3"],
      ...["invoicePaid nobody 91 5", "known 89"],
    ].sort(),
  )
  const kept = await database.db.selectFrom("billing_subscription").select("customer_id").execute()
  expect(kept.map(({ customer_id }) => customer_id).sort()).toEqual(["known", "lately", "lives"])
  expect(await pruneEvents(database.db, workspaceId, now)).toBe(0)
})
