import { randomUUID } from "node:crypto"
import type { StreamRow } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { readFlows } from "../flow/read-flows.ts"
import { listSessions } from "../session/read/list-sessions.ts"
import { toRecord } from "../session/read/to-record.ts"
import { toStreamRow } from "../session/read/to-stream-row.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { neverSeen, recordFields } from "./coverage.ts"
import { demoAbTest } from "./demo-ab-test.ts"
import { demoFlows } from "./demo-flows.ts"
import { seedDemo } from "./seed-demo.ts"

/** Whatever the hour and the day of the first start, everything can be seen. */
const starts = ["2026-11-23T10:00:00Z", "2027-02-28T00:03:00Z"].map((time) => new Date(time))

const workspaceId = randomUUID()
let database: TestDatabase

describe.each(starts)("a demo workspace made at %s", (now) => {
  let records: Record<string, unknown>[]
  let stream: StreamRow[]

  beforeAll(async () => {
    database = await testDatabase()
    expect(await seedDemo(database, workspaceId, { now })).toEqual({ sessions: 6_000 })
    const rows = (
      await Promise.all(
        (["live", "test", "sandbox"] as const).map((mode) =>
          listSessions(database.db, { workspaceId, mode }, null, 10_000),
        ),
      )
    ).flat()
    records = rows.map(toRecord)
    stream = rows.map(toStreamRow)
  })
  afterAll(() => database.close())

  test("holds every field of the record", () => {
    expect(neverSeen(records, recordFields)).toEqual([])
  })

  test("holds every outcome, every badge and every state of a row", () => {
    const states: Record<string, (row: StreamRow) => boolean> = {
      "no email": ({ customer }) => customer.email === null && customer.id !== null,
      "no price": ({ price }) => price === null,
      "no subscription age": ({ subscribedSince }) => subscribedSince === null,
      "on trial": ({ onTrial }) => onTrial,
      "no survey, no feedback": (row) => row.surveyChoice === null && row.feedback === null,
      "survey choice without follow-up": (row) => row.surveyChoice !== null && row.followUp === null,
      "follow-up": ({ followUp }) => followUp !== null,
      "feedback of several paragraphs": ({ feedback }) => feedback?.includes("\n") ?? false,
      "no recording": ({ recording }) => recording.url === null && recording.reason === "none",
      "recording off": ({ recording }) => recording.url === null && recording.reason === "call",
      "bounced by a cancellation": ({ bouncedBy }) => bouncedBy?.outcomeLabel === "Cancelled",
      "bounced discount": ({ bouncedBy, outcomeLabel }) => bouncedBy !== null && outcomeLabel === "Discount",
      "asked, not confirmed": ({ isAsked, outcome }) => isAsked && outcome.kind === "canceled",
      "one handler": ({ overrides }) => overrides.length === 1,
      "two handlers": ({ overrides }) => overrides.length === 2,
      "Single-Click Compliance": ({ clickToCancel }) => clickToCancel?.isMaximal === false,
      "Maximal US Compliance": ({ clickToCancel }) => clickToCancel?.isMaximal === true,
      "no language": ({ language }) => language === null,
    }
    for (const state of ["automatic", "manual", "unavailable", "default"]) {
      states[`language ${state}`] = ({ language }) => language?.translation === state
    }
    for (const mode of ["live", "test", "sandbox"]) states[mode] = (row) => row.mode === mode
    for (const interval of ["DAY", "WEEK", "MONTH", "YEAR"]) {
      states[interval] = ({ billing }) => billing?.interval === interval
    }
    for (const flow of ["Primary Flow", "On trial", "Annual teams", "Long-time customers"]) {
      states[flow] = (row) => row.flow.name === flow
    }
    const labels = ["Cancelled", "Abandoned", "In progress", "Paused", "Discount", "Contacted Support"]
    for (const label of [
      ...labels,
      "Redirected",
      "Extended Trial",
      "Plan Change",
      "Rebate",
      "Onboarding call",
    ]) {
      states[label] = ({ outcomeLabel }) => outcomeLabel === label
    }
    const missing = Object.keys(states).filter((name) => !stream.some((row) => states[name]?.(row)))
    expect(missing).toEqual([])
  })

  test("shows every outcome within its first pages", () => {
    const recent = stream.filter(({ mode }) => mode === "live").slice(0, 50)
    expect([...new Set(recent.map(({ outcome }) => outcome.kind))].sort()).toEqual([
      "abandoned",
      "canceled",
      "open",
      "saved",
    ])
    expect(new Set(recent.map(({ outcomeLabel }) => outcomeLabel)).size).toBe(11)
  })

  test("has its newest sessions minutes ago and its oldest two years back", () => {
    const times = stream.map(({ createdAt }) => Date.parse(createdAt))
    expect(now.getTime() - Math.max(...times)).toBeLessThan(3 * 60 * 1000)
    expect(now.getTime() - Math.min(...times)).toBeGreaterThan(710 * 24 * 60 * 60 * 1000)
  })

  test("keeps its flows, so that its customers can be simulated on", async () => {
    const flows = demoFlows(workspaceId, { until: now, years: 2 })
    const read = await readFlows(database.db, workspaceId)
    expect(read.segments).toEqual(flows.segments)
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
    expect(read.flows.sort(byId)).toEqual(flows.flows.sort(byId))
    expect(read.blueprints.sort(byId)).toEqual(flows.blueprints.sort(byId))
    const { variant } = demoAbTest(workspaceId, flows)
    const ids = new Set([...flows.blueprints, variant].map(({ id }) => id))
    for (const record of records) expect(ids.has(String(record.blueprintId))).toBe(true)
  })
})
