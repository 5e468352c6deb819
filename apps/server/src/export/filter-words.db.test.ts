import { afterAll, beforeAll, expect, test } from "vitest"
import { createPlanLabels } from "../session/read/plan-labels.ts"
import type { SessionFilter } from "../session/read/session-filter.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { seedVaried } from "../testing/varied-sessions.ts"
import { filterWords } from "./filter-words.ts"

const workspaceId = "01a20000-0000-7000-8000-000000000001"
let database: TestDatabase
let planId: string
let segment: { id: string; name: string }
beforeAll(async () => {
  database = await testDatabase()
  const sessions = await seedVaried(database, workspaceId)
  planId = sessions.find(({ plan_id }) => plan_id !== null)?.plan_id ?? ""
  segment = await database.db.selectFrom("segment").select(["id", "name"]).executeTakeFirstOrThrow()
})
afterAll(() => database.close())

const bothWords = (filter: Partial<SessionFilter>, timeZone = "Europe/Berlin") =>
  filterWords(
    database.db,
    createPlanLabels(database.db, () => new Date()),
    { workspaceId, mode: "live", ...filter },
    timeZone,
  )
const words = async (filter: Partial<SessionFilter>, timeZone?: string) =>
  (await bothWords(filter, timeZone)).full

test("days are whole where the zone's are, and times exact elsewhere", async () => {
  const [from, to] = [new Date("2026-10-24T22:00:00.000Z"), new Date("2026-10-31T23:00:00.000Z")]
  expect(await words({})).toBe("Live, all time")
  expect(await words({ mode: "test", from })).toBe("Test, from 25 October 2026 (Europe/Berlin)")
  expect(await words({ from, to })).toBe("Live, from 25 October 2026 to 31 October 2026 (Europe/Berlin)")
  expect(await words({ from, to }, "UTC")).toBe(
    "Live, from 24 October 2026 at 22:00:00 until 31 October 2026 at 23:00:00 (UTC)",
  )
})

test("values go by what the screen calls them", async () => {
  expect(
    await words({
      search: "too\nexpensive",
      is: {
        segmentId: [null, segment.id],
        offerType: ["PLAN_CHANGE", null],
        billingInterval: ["YEAR"],
        ageYears: ["2"],
      },
      not: { outcome: ["abandoned"], response: ["Other, really"], bounced: ["true"] },
      ids: { customerId: ["cus_1"] },
    }),
  ).toBe(
    "Live, all time, search for “too expensive”, Session Outcome not: Abandoned, " +
      "Offer Accepted: Switch Plan or No offer, Response not: Other, really, " +
      `Segment: Primary Flow or ${segment.name}, Billing Interval: Annual, ` +
      "Subscription Age: 2 - 3 year(s), Bounced not: yes, Customer ID: cus_1",
  )
})

test("a segment that is not there goes by its id, whatever that is", async () => {
  expect(await words({ is: { segmentId: ["gone", "constructor", "__proto__"] } })).toBe(
    "Live, all time, Segment: gone or constructor or __proto__",
  )
})

test("a plan goes by its id and its price, and long lists are cut", async () => {
  expect(await words({ is: { planId: [planId] } })).toMatch(/^Live, all time, Plan ID: \S+ \(.+ \/ .+\)$/)
  const many = Array.from({ length: 23 }, (_, i) => `r${i}`)
  expect(await words({ is: { response: many } })).toBe(
    `Live, all time, Response: ${many.slice(0, 20).join(" or ")} or one of 3 more`,
  )
  expect(await words({ is: { response: ["x".repeat(101)] } })).toBe(
    `Live, all time, Response: ${"x".repeat(100)}…`,
  )
})

test("the audit log gets how many emails and that there was a search, and everything else as it is", async () => {
  const filter: Partial<SessionFilter> = {
    search: "ada@example.com",
    is: { offerType: ["PAUSE"] },
    ids: { customerEmail: ["ada@example.com", "bob@example.com"], customerId: ["cus_1"] },
    notIds: { customerEmail: ["eve@example.com"] },
  }
  expect(await bothWords(filter)).toEqual({
    full:
      "Live, all time, search for “ada@example.com”, Offer Accepted: Pause, Customer ID: cus_1, " +
      "Email: ada@example.com or bob@example.com, Email not: eve@example.com",
    audit:
      "Live, all time, search for a text, Offer Accepted: Pause, Customer ID: cus_1, " +
      "Email: 2 addresses, Email not: 1 address",
  })
})
