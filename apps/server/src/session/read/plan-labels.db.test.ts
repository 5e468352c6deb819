import { afterAll, beforeAll, expect, test } from "vitest"
import { seedDemo } from "../../demo/seed-demo.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { createPlanLabels } from "./plan-labels.ts"

const workspaceId = "0199e6cf-0000-7000-8000-00000000000a"
const whose = { workspaceId, mode: "live" } as const
let database: TestDatabase
let planId: string
beforeAll(async () => {
  database = await testDatabase()
  await seedDemo(database, workspaceId, { now: new Date("2026-11-01T12:00:00.000Z"), sessions: 1_200 })
  const { plan_id } = await database.db
    .selectFrom("session")
    .select("plan_id")
    .where("mode", "=", "live")
    .where("plan_id", "is not", null)
    .orderBy("created_at", "desc")
    .executeTakeFirstOrThrow()
  planId = plan_id ?? ""
})
afterAll(() => database.close())

/** The price of every session of the plan, then of its newest alone. */
const setPrices = async (all: number, newest: number | null) => {
  await pastTheLog(database, async (trx) => {
    await trx.updateTable("session").set({ plan_price: all, currency: "usd" }).execute()
    await trx
      .updateTable("session")
      .set({ plan_price: newest })
      .where("id", "in", (eb) =>
        eb
          .selectFrom("session")
          .select("id")
          .where("plan_id", "=", planId)
          .where("mode", "=", "live")
          .orderBy("created_at", "desc")
          .orderBy("id", "desc")
          .limit(1),
      )
      .execute()
  })
}

test("the newest session says what a plan costs, and what it said is remembered for five minutes", async () => {
  let now = Date.parse("2026-11-01T12:00:00.000Z")
  const labels = createPlanLabels(database.db, () => new Date(now))
  const label = async () => (await labels.of(whose, [planId])).get(planId)
  await setPrices(1000, 2900)
  expect(await label()).toMatch(/^\$29\.00/)
  await setPrices(1000, 3900)
  now += 5 * 60 * 1000 - 1
  expect(await label()).toMatch(/^\$29\.00/)
  now += 1
  expect(await label()).toMatch(/^\$39\.00/)
})

test("a plan that nobody priced, or nobody has, has no description", async () => {
  const labels = createPlanLabels(database.db, () => new Date())
  await setPrices(1000, null)
  expect(await labels.of(whose, [planId, "price_nobody"])).toEqual(
    new Map([
      [planId, null],
      ["price_nobody", null],
    ]),
  )
  await setPrices(1000, 2900)
  expect((await labels.of({ ...whose, mode: "test" }, ["price_nobody"])).get("price_nobody")).toBeNull()
})
