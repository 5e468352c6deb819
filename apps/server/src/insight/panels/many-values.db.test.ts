import { afterAll, beforeAll, expect, test } from "vitest"
import { newSession } from "../../billing/events/testing/new-session.ts"
import { newId } from "../../db/new-id.ts"
import type { Stored } from "../../session/testing/naive-sessions.ts"
import { worldNow } from "../../session/testing/random-world.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { readPanels } from "../read-insights.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const day = 24 * 3600 * 1000

test("values beyond the largest are one row, which says how many they are, and names are those of the stream", async () => {
  const workspaceId = newId(worldNow)
  const rows = Array.from({ length: 60 }, (_, i) => [10, 70].map((days) => many(workspaceId, i, days))).flat(
    2,
  )
  await pastTheLog(database, (trx) => trx.insertInto("session").values(rows).execute())
  const filter = {
    ...{ workspaceId, mode: "live" as const },
    ...{ from: new Date(worldNow.getTime() - 60 * day), to: worldNow },
  }
  const { change, cohorts, places } = await readPanels(
    database.db,
    { filter, comparison: "previous", timeZone: "UTC" },
    ["change", "cohorts", "places"],
  )
  // every second plan is kept, now and before, but of the first, which was not and is the largest
  expect(change).toMatchObject({ by: "planId", mix: 0, behaviour: expect.closeTo(8 / 67, 12) })
  expect(change?.groups).toHaveLength(12)
  expect(change?.groups[0]).toMatchObject({ value: "plan 0", name: "$29.00 / month", now: { count: 8 } })
  expect(change?.groups[11]).toMatchObject({
    ...{ value: null, others: 49, name: "49 others" },
    ...{ now: { of: 49 }, before: { of: 49 } },
  })
  expect(cohorts.plans).toHaveLength(13)
  expect(cohorts.plans[12]).toEqual({ planId: null, name: "48 others", others: 48 })
  expect(cohorts.cells.at(-1)).toMatchObject({
    ageYears: null,
    planId: null,
    others: 48,
    saveRate: { of: 48 },
  })
  expect(places.languages).toHaveLength(50)
  expect(places.languages[0]).toMatchObject({ value: "fr", name: "French", saveRate: { of: 8 } })
  expect(places.languages[49]).toMatchObject({ value: null, others: 11, saveRate: { of: 11 } })
  expect(places.regions).toMatchObject([{ value: "US-CA", name: "California", saveRate: { of: 67 } }])
  expect(places.rules).toMatchObject([{ value: "single-click", name: "Single-click" }])
})

/** Sessions of one plan and language: eight of the first, one of each other. */
const many = (workspaceId: string, plan: number, days: number): Stored[] =>
  Array.from({ length: plan === 0 ? 8 : 1 }, (_, i) => {
    const isKept = plan === 0 ? days < 60 : plan % 2 === 0
    const detail = {
      displayLang: plan === 0 ? "fr" : `x-${plan}`,
      region: { matchedRegionCode: "US-CA", rule: "single-click" },
    }
    return newSession(
      {
        ...{ workspaceId, customerId: `cus_${plan}_${i}_${days}`, subscriptionId: null },
        createdAt: new Date(worldNow.getTime() - days * day - i),
      },
      {
        ...{ outcome: isKept ? "abandoned" : "canceled", save_type: isKept ? "ABANDON" : null },
        ...{ plan_id: `plan ${plan}`, plan_price: 2900, currency: "usd", billing_interval: "MONTH" },
        ...{ billing_interval_count: 1, age_months: null, subscription_start: null, segment_id: null },
        ...{ on_trial: false, blueprint_id: null, detail: JSON.stringify(detail) },
      },
    )
  })
