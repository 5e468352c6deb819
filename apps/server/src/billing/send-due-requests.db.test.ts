import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../db/new-id.ts"
import type { Announce } from "../session/live/announce-sessions.ts"
import type { Topic } from "../session/live/topic.ts"
import { createIntake } from "../session/report/intake.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { unheard } from "../testing/unheard.ts"
import { askForAction } from "./ask-for-action.ts"
import type { ProviderAnswer } from "./provider.ts"
import { sendDueRequests } from "./send-due-requests.ts"
import { fakeProvider } from "./testing/fake-provider.ts"
import { testBilling } from "./testing/test-billing.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const noon = Date.parse("2026-11-01T12:00:00.000Z")
const minute = 60_000

/** A customer cancels while the billing fails. @returns what the job of each minute does then, when the billing answers so */
async function cancelWhileBillingFails() {
  let now = new Date(noon)
  let answer: ProviderAnswer = { kind: "failed", reason: "Away." }
  const provider = fakeProvider({ carryOut: async () => answer })
  const billing = testBilling({ providerOf: async () => provider, now: () => now })
  const workspaceId = newId(now)
  const whose = { workspaceId, mode: "live", customerId: "cus_1" } as const
  const recorded = await createIntake(unheard(database)).record({
    ...whose,
    ...{ clientKey: "run:1", source: "widget", verified: true, receivedAt: now, startedAt: now, revision: 1 },
    facts: { customer: { id: "cus_1" }, canceled: true, decisionState: "asked" },
  })
  const sessionId = recorded.kind === "recorded" ? recorded.sessionId : ""
  const request = {
    act: { action: "cancel", body: { cancelAtPeriodEnd: true } },
    ...{ subscriptionId: null, sessionId, clientKey: "run:1 cancel" },
  } as const
  expect(await askForAction(database, billing, { ...whose, ...request })).toEqual({ kind: "asked" })
  const decision = async () => {
    const row = await database.db
      .selectFrom("session")
      .select(["outcome", "decision_state", "sequence"])
      .where("workspace_id", "=", workspaceId)
      .executeTakeFirstOrThrow()
    return [row.outcome, row.decision_state, row.sequence]
  }
  const tryAgain = async (next: ProviderAnswer) => {
    answer = next
    now = new Date(now.getTime() + 2 * minute)
    const announced: Topic[] = []
    const announce: Announce = (topics) => void announced.push(...topics)
    expect(await sendDueRequests({ database, announce }, billing, workspaceId)).toBe(1)
    return { decision: await decision(), announced: announced.length }
  }
  expect(await decision()).toEqual(["canceled", "asked", 1])
  return tryAgain
}

test("a cancellation that a later try carries out stands in its session, and open pages hear of it", async () => {
  const tryAgain = await cancelWhileBillingFails()
  expect(await tryAgain({ kind: "failed", reason: "Away." })).toEqual({
    decision: ["canceled", "asked", 1],
    announced: 0,
  })
  expect(await tryAgain({ kind: "applied" })).toEqual({ decision: ["canceled", null, 2], announced: 1 })
})

test.for<ProviderAnswer>([{ kind: "refused", reason: "No." }, { kind: "unknown" }])(
  "one that is not carried out stays asked: %j",
  async (answer) => {
    const tryAgain = await cancelWhileBillingFails()
    expect(await tryAgain(answer)).toEqual({ decision: ["canceled", "asked", 1], announced: 0 })
  },
)
