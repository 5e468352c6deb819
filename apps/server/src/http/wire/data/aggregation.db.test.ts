import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type BreakdownName, type BreakdownValue, breakdownNames } from "../../../session/count/breakdowns.ts"
import { naiveDimensions, type StoredSession } from "../../../testing/naive-filter.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../../testing/test-app.ts"
import { seedVaried } from "../../../testing/varied-sessions.ts"

const timeZone = "Pacific/Auckland"
let server: TestApp
let shop: TestWorkspace
let valid: StoredSession[]
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  await server.database.db.updateTable("workspace").set({ time_zone: timeZone }).execute()
  const stored = await seedVaried(server.database, shop.id)
  valid = stored.filter((row) => row.mode === "live" && row.outcome !== "open" && row.bounced_by === null)
})
afterAll(() => server.close())

const ask = (query: string, path = "session-aggregation") =>
  server.app.inject({
    url: `/v1/data/${path}?${query}`,
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive },
  })
const rowsOf = async (query: string) => {
  const answer = await ask(query)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

const local = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" })

/** The ISO week of a day: the one that its Thursday lies in. */
function isoWeek(day: string): string {
  const thursday = new Date(`${day}T00:00:00Z`)
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7))
  const year = thursday.getUTCFullYear()
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * 24 * 3600 * 1000)) + 1
  return `${year}-W${String(week).padStart(2, "0")}`
}

const age = (row: StoredSession, months: number) =>
  row.age_months === null ? null : Math.floor(row.age_months / months)

/** What each breakdown says of a session, in plain words. */
const naive: Record<BreakdownName, (row: StoredSession) => BreakdownValue> = {
  day: (row) => local.format(row.created_at),
  week: (row) => isoWeek(local.format(row.created_at)),
  month: (row) => local.format(row.created_at).slice(0, 7),
  saveType: naiveDimensions.saveType,
  offerType: naiveDimensions.offerType,
  response: naiveDimensions.response,
  aborted: (row) => row.outcome === "abandoned",
  canceled: (row) => row.outcome === "canceled",
  trial: (row) => row.on_trial === true,
  segmentId: naiveDimensions.segmentId,
  abtest: naiveDimensions.abtest,
  abtestArm: naiveDimensions.abtestArm,
  blueprintId: naiveDimensions.blueprintId,
  planId: naiveDimensions.planId,
  billingInterval: naiveDimensions.billingInterval,
  couponId: naiveDimensions.couponId,
  pauseDuration: (row) => row.pause_duration,
  currency: naiveDimensions.currency,
  sessionCurrency: naiveDimensions.currency,
  bounced: (row) => row.bounced_by !== null,
  reason: naiveDimensions.reason,
  followup: naiveDimensions.followup,
  hasFeedback: (row) => Boolean(row.feedback),
  startMonth: naiveDimensions.startMonth,
  priced: (row) => naiveDimensions.priced(row) === "true",
  language: naiveDimensions.language,
  region: naiveDimensions.region,
  cancelRule: naiveDimensions.cancelRule,
  usedClickToCancel: (row) => row.used_click_to_cancel === true,
  offerLook: naiveDimensions.offerLook,
  recordingState: naiveDimensions.recordingState,
  verified: (row) => row.verified,
  ageMonths: (row) => age(row, 1),
  ageQuarters: (row) => age(row, 3),
  ageYears: (row) => age(row, 12),
}

type Row = Record<string, BreakdownValue>
const inAnyOrder = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).sort()

function countNaively(names: readonly BreakdownName[]): Row[] {
  const counts = new Map<string, Row & { count: number }>()
  for (const session of valid) {
    const values = Object.fromEntries(names.map((name) => [name, naive[name](session)]))
    const key = JSON.stringify(values)
    counts.set(key, { ...values, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts.values()]
}

describe("one row for each combination that occurs", () => {
  test.each(breakdownNames)("by %s", async (name) => {
    expect(inAnyOrder(await rowsOf(`breakdown=${name}`))).toEqual(inAnyOrder(countNaively([name])))
  })

  test.each([
    ["month-saveType", ["month", "saveType"]],
    ["month,saveType", ["month", "saveType"]],
    ["week,canceled-trial", ["week", "canceled", "trial"]],
    ["canceled-aborted-saveType", ["canceled", "aborted", "saveType"]],
    ["ageQuarters-ageMonths-ageYears", ["ageQuarters", "ageMonths", "ageYears"]],
    ["currency-sessionCurrency", ["currency", "sessionCurrency"]],
    ["day&breakdown=abtest-abtestArm", ["day", "abtest", "abtestArm"]],
  ] as const)("by %s", async (query, names) => {
    expect(inAnyOrder(await rowsOf(`breakdown=${query}`))).toEqual(inAnyOrder(countNaively(names)))
  })

  test("of the sessions that the filters leave, in the twin too", async () => {
    const expected = [{ canceled: true, count: valid.filter(({ outcome }) => outcome === "canceled").length }]
    const query = "breakdown=canceled&saveType=null"
    expect(await rowsOf(query)).toEqual(expected)
    expect((await ask(query, "warehouse/session-aggregation")).json()).toEqual(expected)
  })

  test("the newest month comes first", async () => {
    const months = (await rowsOf("breakdown=month")).map((row: { month: string }) => row.month)
    expect(months).toEqual([...months].sort().reverse())
  })
})

test("without a breakdown there is one row with the total, also when it is none", async () => {
  expect(await rowsOf("")).toEqual([{ count: valid.length }])
  expect(await rowsOf("customerId=nobody")).toEqual([{ count: 0 }])
  expect(await rowsOf("customerId=nobody&breakdown=day")).toEqual([])
})

describe("refused with a sentence", () => {
  test.for([
    [
      "breakdown=invoiceMonth",
      "breakdown has invoiceMonth, which needs invoices: no billing provider is connected, so Holdfast has none.",
    ],
    [
      "breakdown=day-cooldownProjection",
      "breakdown has cooldownProjection, of which nothing published says what it counts; Holdfast does not make it up.",
    ],
    ["breakdown=day,day", "breakdown has day twice."],
    ["breakdown=day-", `breakdown has ""; it takes ${breakdownNames.join(", ")}, joined by - or a comma.`],
    [
      "breakdown=constructor",
      `breakdown has "constructor"; it takes ${breakdownNames.join(", ")}, joined by - or a comma.`,
    ],
    [
      "breakdown=count",
      `breakdown has "count"; it takes ${breakdownNames.join(", ")}, joined by - or a comma.`,
    ],
  ] as const)("%s", async ([query, sentence]) => {
    const answer = await ask(query)
    expect([answer.statusCode, answer.body]).toEqual([422, sentence])
  })
})
