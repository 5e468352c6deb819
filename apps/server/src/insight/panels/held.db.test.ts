import { afterAll, beforeAll, expect, test } from "vitest"
import type { SubscriptionState } from "../../billing/billing-system.ts"
import { takeEvents } from "../../billing/events/take-events.ts"
import { newSession } from "../../billing/events/testing/new-session.ts"
import { writeStates } from "../../billing/events/write-state.ts"
import { newId } from "../../db/new-id.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { readPanels } from "../read-insights.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const now = new Date("2026-11-01T12:00:00.000Z")
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3600 * 1000)

test("who is held, what they paid and who left outside the flow is told where a billing tells, and that none does is said", async () => {
  const place = { workspaceId: newId(now), mode: "live" as const }
  const save = (customerId: string, days: number, start: string, outcome: "saved" | "canceled" = "saved") =>
    newSession(
      {
        ...{ workspaceId: place.workspaceId, customerId, subscriptionId: null },
        createdAt: daysAgo(days),
      },
      {
        ...{ outcome, save_type: outcome === "saved" ? "PAUSE" : null, plan_id: null },
        subscription_start: new Date(`${start}-10T00:00:00Z`),
      },
    )
  const rows = [
    ...[save("stays", 100, "2026-03"), save("ends", 100, "2026-03"), save("unknown", 100, "2026-04")],
    ...[save("cancels", 90, "2026-05"), save("cancels", 80, "2026-05", "canceled")],
    save("left", 70, "2026-06", "canceled"),
  ]
  await pastTheLog(database, (trx) => trx.insertInto("session").values(rows).execute())
  const filter = { ...place, from: daysAgo(120), to: now }
  const read = () =>
    readPanels(database.db, { filter, comparison: null, timeZone: "UTC" }, ["change", "cohorts", "held"])

  const { change, held } = await read()
  expect(change).toBeNull()
  expect(held).toMatchObject({
    saves: 4,
    followed: 4,
    missing: "noBilling",
    boosted: null,
    leftOutside: null,
  })
  expect(held.rates.map(({ rate, atRisk }) => [rate, atRisk])).toEqual([
    [3 / 4, 3],
    [3 / 4, 3],
    [3 / 4, 3],
  ])

  const state = (customerId: string, more: Partial<SubscriptionState>): SubscriptionState => ({
    ...{
      subscriptionId: `sub_of_${customerId}`,
      customerId,
      status: "active",
      endsAt: null,
      resumesAt: null,
    },
    ...{ asOf: now, ...more },
  })
  await writeStates(database.db, place, "api", [
    state("stays", {}),
    state("ends", { status: "ended", endsAt: daysAgo(60) }),
  ])
  const paid = (customerId: string, days: number) => ({
    ...{ id: `${customerId} ${days}`, at: daysAgo(days), customerId, subscriptionId: null },
    ...{ kind: "invoicePaid" as const, amountMinor: 2900, currency: "usd" },
  })
  await takeEvents(database.db, place, "api", [paid("stays", 110), paid("stays", 90), paid("left", 50)], now)

  const told = await read()
  expect(told.held).toMatchObject({
    ...{ saves: 4, followed: 3, missing: null, leftOutside: 1 },
    boosted: [{ currency: "usd", minor: 2900, invoices: 1 }],
    rates: [
      // one of three ends on day 10, one of two on day 40; of the fourth nothing is known
      { days: 30, rate: expect.closeTo(2 / 3, 12), atRisk: 2, tooYoung: 1 },
      { days: 60, rate: expect.closeTo(1 / 3, 12), atRisk: 1, tooYoung: 1 },
      { days: 90, rate: expect.closeTo(1 / 3, 12), atRisk: 1, tooYoung: 1 },
    ],
  })
  expect(told.held.curve).toHaveLength(91)
  expect(told.cohorts.starts.map(({ month, held }) => [month, held?.map(({ rate }) => rate)])).toEqual([
    ["2026-03", [1, 1 / 2, 1 / 2]],
    ["2026-04", [null, null, null]],
    ["2026-05", [0, 0, 0]],
    ["2026-06", undefined],
  ])
})
