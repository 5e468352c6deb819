import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { unheard } from "../testing/unheard.ts"
import { askForAction } from "./ask-for-action.ts"
import type { Billing } from "./billing.ts"
import type { BillingProvider } from "./provider.ts"
import { settleUnknownRequests } from "./settle-unknown-requests.ts"
import type { AskedAction } from "./stored-request.ts"
import { fakeProvider } from "./testing/fake-provider.ts"
import { testBilling } from "./testing/test-billing.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const noon = Date.parse("2026-11-01T12:00:00.000Z")
const minute = 60_000
const workspaceId = "01a00000-0000-7000-8000-000000000001"
const other = "01a00000-0000-7000-8000-000000000002"

let now = new Date(noon)
beforeEach(async () => {
  now = new Date(noon)
  await database.db.deleteFrom("action_request").execute()
})

const billingOf = (provider: BillingProvider): Billing =>
  testBilling({
    providerOf: async () => provider,
    limitMs: 20,
    now: () => now,
  })

/** Leaves a request whose end nobody knows. */
async function leaveUnknown(more: Partial<AskedAction> = {}) {
  const request: AskedAction = {
    workspaceId,
    mode: "live",
    customerId: "cus_1",
    subscriptionId: null,
    act: { action: "cancel", body: { cancelAtPeriodEnd: true } },
    sessionId: null,
    clientKey: null,
    ...more,
  }
  expect(await askForAction(database, billingOf(fakeProvider({})), request)).toEqual({ kind: "unknown" })
}

const states = () =>
  database.db
    .selectFrom("action_request")
    .select(["customer_id", "state", "scheduled_for", "reason"])
    .orderBy("customer_id")
    .execute()

test("what the provider says became of a request ends it, and it is not sent again", async () => {
  const day = new Date("2026-12-01T00:00:00.000Z")
  for (const customerId of ["a", "b", "d"]) await leaveUnknown({ customerId })
  await leaveUnknown({ customerId: "c", act: { action: "pause", body: { duration: 1, interval: "month" } } })
  await leaveUnknown({ workspaceId: other, customerId: "e" })
  now = new Date(noon + minute)
  const provider = fakeProvider({
    outcomeOf: async ({ customerId }) => {
      if (customerId === "a") return { kind: "applied" }
      if (customerId === "b") return { kind: "scheduled", at: day }
      if (customerId === "c") return { kind: "refused", reason: "It has ended." }
      return { kind: "unknown" }
    },
  })
  expect(await settleUnknownRequests(unheard(database), billingOf(provider), workspaceId)).toBe(3)
  expect(await states()).toEqual([
    { customer_id: "a", state: "applied", scheduled_for: null, reason: null },
    { customer_id: "b", state: "scheduled", scheduled_for: day, reason: null },
    { customer_id: "c", state: "refused", scheduled_for: null, reason: "It has ended." },
    { customer_id: "d", state: "unknown", scheduled_for: null, reason: null },
    { customer_id: "e", state: "unknown", scheduled_for: null, reason: null },
  ])
  expect(provider.sent).toEqual([])
})

test("it is asked about after a minute, then two, four and so on, and at last once an hour", async () => {
  await leaveUnknown()
  const provider = fakeProvider({})
  const askedAt: number[] = []
  const looks = [1, 2, 4, 8, 16, 32, 64, 124, 184].flatMap((minutes) => [minutes - 0.001, minutes])
  for (const passed of looks) {
    now = new Date(noon + passed * minute)
    const before = provider.askedAbout.length
    await settleUnknownRequests(unheard(database), billingOf(provider), workspaceId)
    if (provider.askedAbout.length > before) askedAt.push(passed)
  }
  expect(askedAt).toEqual([1, 2, 4, 8, 16, 32, 64, 124, 184])
})

test("a provider that is silent is asked once a run, and those of another mode are asked nevertheless", async () => {
  await leaveUnknown({ customerId: "a" })
  now = new Date(noon + 1)
  for (const customerId of ["b", "c"]) await leaveUnknown({ customerId })
  await leaveUnknown({ customerId: "d", mode: "test" })
  now = new Date(noon + 2 * minute)
  const provider = fakeProvider({
    outcomeOf: async ({ mode }) => {
      if (mode === "test") return { kind: "applied" }
      return new Promise(() => {})
    },
  })
  const askedAbout = () => provider.askedAbout.splice(0).map(({ customerId }) => customerId)
  expect(await settleUnknownRequests(unheard(database), billingOf(provider), workspaceId)).toBe(1)
  expect(askedAbout()).toEqual(["a", "d"])
  expect(await settleUnknownRequests(unheard(database), billingOf(provider), workspaceId)).toBe(0)
  expect(askedAbout()).toHaveLength(1)
})
