import { readdirSync } from "node:fs"
import { facetDimensions } from "@holdfast/protocol"
import type { ExportChoice } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Database, openDatabase } from "../../db/database.ts"
import { demoFlows } from "../../demo/demo-flows.ts"
import { prng } from "../../demo/prng.ts"
import { seedSessions } from "../../demo/seed-sessions.ts"
import { sendSmallExport } from "../../export/small-export.ts"
import { starterFlow } from "../../flow/starter-flow.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { whyNotOneWorkspace } from "../../testing/statements/one-workspace.ts"
import { recordStatements, type Sent } from "../../testing/statements/record-statements.ts"
import { writtenSql } from "../../testing/statements/written-sql.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { unheard } from "../../testing/unheard.ts"
import { aggregateSessions } from "../count/aggregate-sessions.ts"
import { countFacets } from "../count/count-facets.ts"
import { countSessions, countStream } from "../count/count-sessions.ts"
import { updateFacetBlocks } from "../count/facet-blocks/update-facet-blocks.ts"
import { writeBatch } from "../import/write-batch.ts"
import { customerTotals } from "../read/customer-totals.ts"
import { findListedSession } from "../read/find-listed-session.ts"
import { listAround } from "../read/list-around.ts"
import { listIds } from "../read/list-ids.ts"
import { listSessions, listSessionsFrom, listStream } from "../read/list-sessions.ts"
import { createPlanLabels } from "../read/plan-labels.ts"
import type { SessionFilter } from "../read/session-filter.ts"
import { findOpenedBySdk } from "../report/find-opened-by-sdk.ts"
import { findSessionId } from "../report/find-session-id.ts"
import { heldBackFrom } from "../report/held-back.ts"
import { createIntake } from "../report/intake.ts"
import { settleSilentSessions } from "../report/settle-silent-sessions.ts"
import type { RecordResult, TrustedReport } from "../report/trusted-report.ts"
import { randomSession } from "../testing/random-sessions.ts"

/**
 * The SQL that readers and writers of sessions send, a file for each shape of it, so that whoever changes one sees what
 * PostgreSQL is asked. `vitest run --project=database apps/server/src/session/sql -u` writes the files anew.
 */
const workspaceId = "0199e6cf-0000-7000-8000-00000000000a"
const now = new Date("2026-11-01T12:00:00.000Z")
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3600 * 1000)

const all: SessionFilter = { workspaceId, mode: "live" }
const chosen: SessionFilter = { ...all, is: { offerType: ["PAUSE", null] }, not: { outcome: ["open"] } }
const before = { createdAt: hoursAgo(100), id: workspaceId }

const customer = { workspaceId, mode: "live", customerId: "cus_new", verified: true } as const
const report: TrustedReport = {
  ...customer,
  clientKey: "run:1",
  source: "widget",
  receivedAt: hoursAgo(2),
  startedAt: hoursAgo(2),
  revision: 1,
  facts: { customer: { id: "cus_new" } },
}
const imported = {
  id: "5f0000000000000000000001",
  mode: "live",
  verified: true,
  createdAt: hoursAgo(400),
  updatedAt: null,
  facts: { customer: { id: "cus_old" }, canceled: true },
} as const
/** What a page of the stream may weigh. */
const heaviest = 100_000
const choice: ExportChoice = {
  profile: "machine",
  columns: [
    "_id",
    "createdAt",
    "outcome",
    "bouncedBy",
    "flow",
    "customer.email",
    "acceptedOffer.couponAmount",
  ],
  timeZone: "UTC",
  separator: ",",
  isCompressed: false,
}

const recordReport = (database: Database, each: TrustedReport): Promise<RecordResult> =>
  createIntake(unheard(database)).record(each)

/** In this order: the reports build on each other. */
const calls: Record<string, (database: Database) => Promise<unknown>> = {
  "update-facet-blocks": (database) => updateFacetBlocks(database, workspaceId, now),
  "list-stream": ({ db }) => listStream(db, all, before, 10, heaviest),
  "list-stream-of-choices": ({ db }) => listStream(db, chosen, before, 10, heaviest),
  "list-stream-of-frequent-text": ({ db }) =>
    listStream(db, { ...all, search: "person" }, null, 10, heaviest),
  "list-stream-of-rare-text": ({ db }) =>
    listStream(db, { ...all, search: "zephyr", searchScope: "installation" }, null, 10, heaviest),
  "list-stream-of-rare-text-within-workspace": ({ db }) =>
    listStream(db, { ...all, search: "zephyr", searchScope: "workspace" }, null, 10, heaviest),
  "list-stream-of-short-text": ({ db }) => listStream(db, { ...all, search: "§" }, null, 10, heaviest),
  "list-stream-of-text-among-few": ({ db }) =>
    listStream(db, { ...chosen, search: "zephyr" }, null, 10, heaviest),
  "list-sessions-of-customer": ({ db }) =>
    listSessions(db, { ...all, ids: { customerId: ["cus_1"], sessionId: ["x"] } }, null, 10),
  "list-sessions-from": ({ db }) => listSessionsFrom(db, { ...all, from: hoursAgo(9000), upTo: now }, 20, 10),
  "list-ids": ({ db }) => listIds(db, all, 10),
  "find-listed-session": ({ db }) => findListedSession(db, workspaceId, workspaceId),
  "list-around": ({ db }) => listAround(db, customer, { at: now, bouncedBy: null }),
  "customer-totals": ({ db }) => customerTotals(db, { ...all, ids: { customerId: ["cus_1"] } }),
  "plan-labels": ({ db }) => createPlanLabels(db, () => now).of(all, ["price_1"]),
  "count-sessions": ({ db }) => countSessions(db, all),
  "count-sessions-of-choices": ({ db }) => countSessions(db, { ...chosen, from: hoursAgo(900) }),
  "count-stream": ({ db }) => countStream(db, { ...chosen, from: hoursAgo(900) }),
  "count-facets": ({ db }) => countFacets(db, all, facetDimensions),
  "count-facets-of-choices": ({ db }) => countFacets(db, chosen, facetDimensions),
  "aggregate-sessions": ({ db }) => aggregateSessions(db, chosen, ["month", "response"], "Europe/Berlin"),
  export: ({ pool }) =>
    sendSmallExport(
      { pool, others: pool },
      { filter: chosen, choice },
      { findTimeoutMs: 60_000, signal: new AbortController().signal },
      async (text) => void (await text.resume().toArray()),
    ),
  "record-first-report": (database) => recordReport(database, report),
  "record-decision-that-bounces": async (database) => {
    await recordReport(database, { ...report, clientKey: "run:2", facts: { ...report.facts, aborted: true } })
    recorder.take()
    return recordReport(database, { ...report, revision: 2, facts: { ...report.facts, canceled: true } })
  },
  "record-post-of-sdk": (database) =>
    recordReport(database, {
      ...report,
      ...{ source: "sdk", customerId: "cus_sdk", clientKey: "sdk:1", facts: { aborted: true } },
      claim: { blueprintId: "flow-1", firstStep: hoursAgo(2) },
    }),
  "held-back": ({ db }) => {
    const content = { ...starterFlow(), discountCooldown: 90, pauseCooldown: 30 }
    return heldBackFrom(db, { workspace: { id: workspaceId }, mode: "live" }, "cus_1", content, now)
  },
  "find-session-id": ({ db }) => findSessionId(db, workspaceId, "cus_new", "run:1"),
  "find-opened-by-sdk": ({ db }) => findOpenedBySdk(db, { ...customer, blueprintId: null }, now),
  "settle-silent-sessions": async (database) => {
    const silent = { ...report, clientKey: "run:3", customerId: "cus_silent", receivedAt: hoursAgo(1) }
    await recordReport(database, silent)
    recorder.take()
    return settleSilentSessions(unheard(database), workspaceId, now)
  },
  "import-batch": (database) =>
    writeBatch(
      unheard(database),
      workspaceId,
      [{ place: { record: 1, line: null }, session: imported }],
      now,
    ),
  "seed-sessions": ({ pool }) =>
    seedSessions(pool, workspaceId, {
      sessions: 1,
      seed: 1,
      years: 1,
      until: now,
      flows: demoFlows(workspaceId, { until: now, years: 1 }),
    }),
}

let prepared: TestDatabase
let database: Database
let recorder: { take(): Sent[] }
beforeAll(async () => {
  prepared = await testDatabase()
  const chance = prng(1)
  const times = { from: Date.parse("2026-01-01T00:00:00.000Z"), to: Date.parse("2026-10-20T00:00:00.000Z") }
  const sessions = Array.from({ length: 2800 }, () => ({
    ...randomSession(chance, workspaceId, times),
    mode: "live" as const,
    customer_email: "person@example.com",
    search_text: "person@example.com",
  }))
    .filter(({ outcome }) => outcome !== "open")
    .sort((a, b) => a.created_at.getTime() - b.created_at.getTime())
  Object.assign(sessions[57] ?? {}, { search_text: "a zephyr of old §" })
  for (const first of [0, 1000, 2000]) {
    await pastTheLog(prepared, (trx) =>
      trx
        .insertInto("session")
        .values(sessions.slice(first, first + 1000))
        .execute(),
    )
  }
  // one connection, so that what is asked at the same time is sent in one order
  database = openDatabase(prepared.address, () => {}, { max: 1 })
  recorder = recordStatements(database)
})
afterAll(async () => {
  await database.close()
  await prepared.close()
})

test.for(Object.entries(calls))("%s sends what its file says", async ([name, call]) => {
  recorder.take()
  await call(database)
  const firsts = Map.groupBy(recorder.take(), ({ text }) => text).values()
  await expect(writtenSql([...firsts].flatMap(([first]) => first ?? []))).toMatchFileSnapshot(`./${name}.sql`)
})

test("each file is of a call", () => {
  const names = readdirSync(import.meta.dirname).flatMap((name) => /^(.+)\.sql$/.exec(name)?.[1] ?? [])
  expect(names.filter((name) => !(name in calls))).toEqual([])
})

test.each([
  ["installation", 1],
  ["workspace", 0],
] as const)(
  "a search for a rare text within the %s asks %i times without naming its workspace",
  async (searchScope, times) => {
    recorder.take()
    expect(
      await listStream(database.db, { ...all, search: "zephyr", searchScope }, null, 10, heaviest),
    ).toHaveLength(1)
    const broken = recorder.take().filter(({ text, values }) => whyNotOneWorkspace(text, values) !== null)
    expect(broken).toHaveLength(times)
  },
)
