import type { Dimension } from "@holdfast/protocol"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { pastTheLog } from "../../../testing/change-log-guard.ts"
import { naiveDimensions, type StoredSession } from "../../../testing/naive-filter.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../../testing/test-app.ts"
import { seedVaried } from "../../../testing/varied-sessions.ts"

let server: TestApp
let shop: TestWorkspace
let live: StoredSession[]
let valid: StoredSession[]
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  const stored = await seedVaried(server.database, shop.id)
  live = stored.filter((row) => row.mode === "live" && row.outcome !== "open")
  valid = live.filter((row) => row.bounced_by === null)
})
afterAll(() => server.close())

type Query = [name: string, value: string][]

async function ask(path: string, query: Query) {
  const answer = await server.app.inject({
    url: `/v1/data/${path}?${new URLSearchParams(query)}`,
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive },
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

/** The list and the count agree with each other and with a plain look at the rows. */
async function expectSessions(query: Query, expected: readonly StoredSession[], under = ""): Promise<void> {
  const ids = expected.map(({ id }) => id)
  const records = await ask(`${under}sessions`, [...query, ["limit", "10000"]])
  expect(records.map((record: { _id: string }) => record._id)).toEqual(ids)
  expect(await ask(`${under}session-aggregation`, query)).toEqual([{ count: ids.length }])
}

interface Filter {
  of: (row: StoredSession) => string | null
  /** As a query may say the value, too. */
  say?: (value: string) => string
}

const dimension = (name: Dimension, say?: Filter["say"]): Filter => ({
  of: naiveDimensions[name],
  ...(say && { say }),
})

/** What every parameter of the contract says of a session. */
const filters: Record<string, Filter> = {
  sessionId: { of: (row) => row.id },
  customerId: { of: (row) => row.customer_id },
  customerEmail: { of: (row) => row.customer_email },
  segmentId: dimension("segmentId"),
  abtest: dimension("abtest"),
  abtestArm: dimension("abtestArm"),
  blueprintId: dimension("blueprintId"),
  planId: dimension("planId"),
  couponId: dimension("couponId"),
  pauseDuration: dimension("pauseDuration"),
  billingInterval: dimension("billingInterval", (value) => value.toLowerCase()),
  trial: dimension("trial"),
  canceled: { of: (row) => String(row.outcome === "canceled") },
  aborted: { of: (row) => String(row.outcome === "abandoned") },
  verified: dimension("verified"),
  offerType: dimension("offerType"),
  saveType: dimension("saveType"),
  response: dimension("response"),
  sessionCurrency: dimension("currency", (value) => value.toUpperCase()),
  ageYears: dimension("ageYears"),
}

describe("every filter finds what it says", () => {
  test.each(Object.entries(filters))("%s: a value, any of two, and neither", async (name, { of, say }) => {
    const values = [...new Set(valid.map(of))]
    const first = values.find((value) => value !== null) ?? null
    // "none" where it occurs; ids have no word for it
    const hasNone = values.includes(null) && name !== "customerId" && name !== "customerEmail"
    const second = hasNone ? null : (values.find((value) => value !== null && value !== first) ?? null)
    const word = (value: string | null) => (value === null ? "null" : (say?.(value) ?? value))
    const [a, b] = [word(first), word(second)]

    const one = valid.filter((row) => of(row) === first)
    expect(one.length).toBeGreaterThan(0)
    await expectSessions([[name, a]], one)
    await expectSessions(
      [[`-${name}`, a]],
      valid.filter((row) => of(row) !== first),
    )
    const either = (row: StoredSession) => of(row) === first || of(row) === second
    await expectSessions(
      [
        [name, a],
        [name, b],
      ],
      valid.filter(either),
    )
    await expectSessions(
      [
        [`-${name}`, a],
        [`-${name}`, b],
      ],
      valid.filter((row) => !either(row)),
    )
  })

  test("bounced sessions are left out until the query says something of them", async () => {
    await expectSessions([], valid)
    const bounced = live.filter((row) => row.bounced_by !== null)
    expect(bounced.length).toBeGreaterThan(0)
    await expectSessions([["bounced", "true"]], bounced)
    await expectSessions([["bounced", "false"]], valid)
    await expectSessions([["-bounced", "false"]], bounced)
    await expectSessions(
      [
        ["bounced", "true"],
        ["bounced", "false"],
      ],
      live,
    )
  })

  test("all that is given must hold", async () => {
    await expectSessions(
      [
        ["startDate", "2026-03-01"],
        ["endDate", "2026-10-01T12:00:00+02:00"],
        ["-canceled", "true"],
        ["segmentId", "null"],
        ["billingInterval", "Month"],
      ],
      valid.filter(
        (row) =>
          row.created_at >= new Date("2026-03-01") &&
          row.created_at <= new Date("2026-10-01T10:00:00Z") &&
          row.outcome !== "canceled" &&
          row.segment_id === null &&
          row.billing_interval === "MONTH",
      ),
    )
  })

  test("the twins answer the same to the same question", async () => {
    const canceled = valid.filter((row) => row.outcome === "canceled")
    await expectSessions([["canceled", "true"]], canceled, "warehouse/")
  })

  test("a range may be open on either side, and decades wide", async () => {
    await expectSessions([["startDate", "1500-01-01"]], valid)
    await expectSessions([["endDate", "9000-01-01"]], valid)
    await expectSessions(
      [
        ["startDate", "1950-01-01"],
        ["endDate", "2049-12-31"],
      ],
      valid,
    )
  })

  test("what contradicts itself finds nothing", async () => {
    await expectSessions(
      [
        ["canceled", "true"],
        ["aborted", "true"],
      ],
      [],
    )
  })
})

test("a record says of itself what the filters find it by", async () => {
  for (const record of await ask("sessions", [
    ["limit", "10000"],
    ["bounced", "true"],
    ["bounced", "false"],
  ])) {
    const row = live.find(({ id }) => id === record._id)
    expect(record).toMatchObject({
      canceled: row?.outcome === "canceled",
      aborted: row?.outcome === "abandoned",
      saveType: row?.save_type,
      segmentId: row?.segment_id,
      bounced: row?.bounced_by !== null,
    })
    expect([record.customer.planId, record.acceptedOffer?.offerType, record.surveyChoiceValue]).toEqual([
      row?.plan_id ?? undefined,
      row?.offer_type ?? undefined,
      row?.survey_choice_value ?? undefined,
    ])
  }
})

test("a session from elsewhere is found by the id that it is given out under, and by no other", async () => {
  const [session] = valid
  await pastTheLog(server.database, (trx) =>
    trx
      .updateTable("session")
      .set({ foreign_id: "66f0c0ffee66f0c0ffee66f0" })
      .where("workspace_id", "=", shop.id)
      .where("id", "=", session?.id ?? "")
      .execute(),
  )
  const count = async (query: Query) => (await ask("session-aggregation", query))[0].count
  expect(await count([["sessionId", "66f0c0ffee66f0c0ffee66f0"]])).toBe(1)
  expect(await count([["sessionId", session?.id ?? ""]])).toBe(0)
  expect(await count([["-sessionId", session?.id ?? ""]])).toBe(valid.length)
  expect(await count([["-sessionId", "66f0c0ffee66f0c0ffee66f0"]])).toBe(valid.length - 1)
  const [other] = valid.slice(1)
  expect(await count([["sessionId", other?.id.toUpperCase() ?? ""]])).toBe(0)
})
