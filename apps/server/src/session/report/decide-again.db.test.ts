import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { type TestApp, testApp } from "../../testing/test-app.ts"
import { unheard } from "../../testing/unheard.ts"
import { decideAgain } from "./decide-again.ts"
import { createIntake } from "./intake.ts"

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())

/** Cancellations of one customer, `[hour, subscription]`. */
async function record(workspaceId: string, visits: readonly (readonly [number, string | null])[]) {
  const customerId = randomUUID()
  const intake = createIntake(unheard(server.database))
  for (const [hour, subscriptionId] of visits) {
    await intake.record({
      ...{ workspaceId, mode: "live", customerId, clientKey: randomUUID(), source: "widget", verified: true },
      receivedAt: new Date(),
      startedAt: new Date(Date.UTC(2026, 0, 1, hour)),
      revision: 1,
      facts: { canceled: true, customer: { id: customerId, subscriptionId } },
    })
  }
  return customerId
}

const sessionsOf = (workspaceId: string, customerId: string) =>
  server.database.db
    .selectFrom("session")
    .select(["id", "bounced_by"])
    .where("workspace_id", "=", workspaceId)
    .where("customer_id", "=", customerId)
    .orderBy("created_at")
    .execute()

/** As a rule that knows of no subscriptions decides: who replaces whom, by place in time. */
const asBefore = async (workspaceId: string, customerId: string, winners: readonly (number | null)[]) => {
  const sessions = await sessionsOf(workspaceId, customerId)
  await pastTheLog(server.database, async (trx) => {
    for (const [n, { id }] of sessions.entries()) {
      const bounced_by = sessions[winners[n] ?? -1]?.id ?? null
      await trx
        .updateTable("session")
        .set({ bounced_by })
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", id)
        .execute()
    }
    await trx.updateTable("workspace").set({ bounce_rule: 1 }).where("id", "=", workspaceId).execute()
  })
}

test("what a rule without subscriptions decided is decided again, once", async () => {
  const { id } = await server.addWorkspace("Upgraded")
  const chain = await record(id, [
    [0, "sub_1"],
    [20, "sub_2"],
    [40, "sub_1"],
    [60, "sub_2"],
  ])
  const alike = await record(id, [
    [0, "sub_1"],
    [1, null],
    [2, "sub_1"],
  ])
  const right = await sessionsOf(id, chain)
  const alikeRight = await sessionsOf(id, alike)
  expect(right.map(({ bounced_by }) => bounced_by)).toEqual([null, null, null, null])
  await asBefore(id, chain, [1, null, 3, null])
  await asBefore(id, alike, [2, 2, null])
  expect(await sessionsOf(id, chain)).not.toEqual(right)

  const changesBefore = await countChanges(id)
  expect(await decideAgain(unheard(server.database), id, new Date())).toBe(2)
  expect(await sessionsOf(id, chain)).toEqual(right)
  expect(await sessionsOf(id, alike)).toEqual(alikeRight)
  expect(await countChanges(id)).toBe(changesBefore + 2)
  expect(await decideAgain(unheard(server.database), id, new Date())).toBe(null)
})

test("a new workspace has nothing to decide again", async () => {
  const { id } = await server.addWorkspace("New")
  expect(await decideAgain(unheard(server.database), id, new Date())).toBe(null)
})

const countChanges = async (workspaceId: string) =>
  (
    await server.database.db
      .selectFrom("session_change")
      .select("session_id")
      .where("workspace_id", "=", workspaceId)
      .execute()
  ).length
