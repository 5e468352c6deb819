import { afterAll, beforeAll, expect, test } from "vitest"
import { newSession } from "../../billing/events/testing/new-session.ts"
import { newId } from "../../db/new-id.ts"
import { abandonAbTest } from "../../flow/ab-test/move-ab-test.ts"
import { readMetrics } from "../../flow/ab-test/read-metrics.ts"
import { type MadeState, makeAbTest } from "../../flow/ab-test/testing/make-ab-test.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { readPanels } from "../read-insights.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
})
afterAll(() => server.close())

test("tests that run or await a decision say what their own pages say, whatever the filter", async () => {
  const { db } = server.database
  // panels are of the moment of the database
  const now = new Date()
  const change = { workspaceId: shop.id, actor: { kind: "command", name: "test" } as const, now }
  const writer = { db, announce: () => {} }
  const make = (state: MadeState, name: string) => makeAbTest(writer, change, state, { name })
  const enrolling = await make("enrolling", "Other words")
  const awaiting = await make("awaiting_decision", "Longer pause")
  await make("draft", "Not yet")
  await abandonAbTest(writer, change, (await make("enrolling", "Given up")).testId)
  const arms = ["control", "variant"] as const
  const exposed = Array.from({ length: 60 }, (_, n) => ({
    ...{ workspace_id: shop.id, test_id: enrolling.testId, customer_id: `cus_${n}` },
    session_id: newId(now),
    ...{ mode: n % 10 === 0 ? ("test" as const) : ("live" as const), arm: arms[n % 2] ?? "control", at: now },
  }))
  const sessions = exposed.slice(0, 50).map(({ customer_id: customerId, mode, arm }, n) =>
    newSession(
      { workspaceId: shop.id, customerId, subscriptionId: null, createdAt: new Date(now.getTime() + n) },
      {
        ...{ mode, abtest: enrolling.testId, abtest_arm: arm },
        ...(n === 48
          ? { outcome: "open", save_type: null, settled_at: null }
          : n % 3 === 0
            ? { outcome: "canceled", save_type: null }
            : { outcome: "abandoned", save_type: "ABANDON" }),
        ...(n === 49 && { bounced_by: newId(now) }),
      },
    ),
  )
  await db.insertInto("ab_test_exposure").values(exposed).execute()
  await pastTheLog(server.database, (trx) => trx.insertInto("session").values(sessions).execute())

  const liveOf = { control: [19, 20], variant: [24, 25] }
  const nobody = { exposed: 0, customers: 0, saved: 0, canceled: 0, sessions: 0 }
  for (const mode of ["live", "test"] as const) {
    const metrics = await readMetrics(db, { workspaceId: shop.id, mode, now }, enrolling.testId)
    for (const filter of [
      { workspaceId: shop.id, mode },
      { workspaceId: shop.id, mode, to: new Date("2020-01-01"), is: { trial: ["true"] } },
    ]) {
      const { abTests } = await readPanels(db, { filter, comparison: null, timeZone: "UTC" }, ["abTests"])
      expect(abTests.map(({ name, state, end }) => [name, state, end]).sort()).toEqual([
        ["Longer pause", "awaiting_decision", "early"],
        ["Other words", "enrolling", "running"],
      ])
      const told = abTests.find(({ id }) => id === enrolling.testId)
      for (const arm of arms) {
        const { exposed, customers, saved, canceled, sessions } = metrics?.arms[arm] ?? {}
        expect(told?.arms[arm]).toEqual({ exposed, customers, saved, canceled, sessions })
        // a session that is open, and one that is bounced, are no outcome
        if (mode === "live") expect([customers, sessions]).toEqual(liveOf[arm])
      }
      expect(abTests.find(({ id }) => id === awaiting.testId)?.arms.control).toEqual(nobody)
    }
  }
  const elsewhere = {
    filter: { workspaceId: other.id, mode: "live" },
    comparison: null,
    timeZone: "UTC",
  } as const
  expect((await readPanels(db, elsewhere, ["abTests"])).abTests).toEqual([])
})
