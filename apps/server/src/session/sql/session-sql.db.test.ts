import { facetDimensions } from "@holdfast/protocol"
import type { ExportChoice } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { createWorkspace, findWorkspace } from "../../account/workspaces.ts"
import type { Database } from "../../db/database.ts"
import { demoFlows } from "../../demo/demo-flows.ts"
import { seedSessions } from "../../demo/seed-sessions.ts"
import { sendSmallExport } from "../../export/small-export.ts"
import { installFlows } from "../../flow/install-flows.ts"
import { starterFlow, starterFlows } from "../../flow/starter-flow.ts"
import { whyNotOneWorkspace } from "../../testing/statements/one-workspace.ts"
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
import { listRecords } from "../read/list-records.ts"
import { listSessions, listSessionsFrom, listStream } from "../read/list-sessions.ts"
import { createPlanLabels } from "../read/plan-labels.ts"
import { readRecordIds, readRecords } from "../read/read-records.ts"
import { findOpenedBySdk } from "../report/find-opened-by-sdk.ts"
import { findSessionId } from "../report/find-session-id.ts"
import { heldBackFrom } from "../report/held-back.ts"
import { createIntake } from "../report/intake.ts"
import { openSession } from "../report/open-session.ts"
import { releaseKey } from "../report/release-key.ts"
import { settleSilentSessions } from "../report/settle-silent-sessions.ts"
import type { RecordResult, TrustedReport } from "../report/trusted-report.ts"
import {
  all,
  type Calls,
  chosen,
  customer,
  heaviest,
  hoursAgo,
  now,
  report,
  testSqlFiles,
  workspaceId,
} from "./testing/sql-files.ts"

const before = { createdAt: hoursAgo(100), id: workspaceId }

const imported = {
  id: "5f0000000000000000000001",
  mode: "live",
  verified: true,
  createdAt: hoursAgo(400),
  updatedAt: null,
  facts: { customer: { id: "cus_old" }, canceled: true },
} as const
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

async function readAll(pieces: AsyncGenerator): Promise<void> {
  while (!(await pieces.next()).done);
}

/** In this order: the reports build on each other. */
const calls: Calls = {
  "update-facet-blocks": ({ database }) => updateFacetBlocks(database, workspaceId, now),
  "list-stream": ({ database: { db } }) => listStream(db, all, before, 10, heaviest),
  "list-stream-of-choices": ({ database: { db } }) => listStream(db, chosen, before, 10, heaviest),
  "list-stream-of-frequent-text": ({ database: { db } }) =>
    listStream(db, { ...all, search: "person" }, null, 10, heaviest),
  "list-stream-of-rare-text": ({ database: { db } }) =>
    listStream(db, { ...all, search: "zephyr", searchScope: "installation" }, null, 10, heaviest),
  "list-stream-of-rare-text-within-workspace": ({ database: { db } }) =>
    listStream(db, { ...all, search: "zephyr", searchScope: "workspace" }, null, 10, heaviest),
  "list-stream-of-short-text": ({ database: { db } }) =>
    listStream(db, { ...all, search: "§" }, null, 10, heaviest),
  "list-stream-of-text-among-few": ({ database: { db } }) =>
    listStream(db, { ...chosen, search: "zephyr" }, null, 10, heaviest),
  "list-sessions-of-customer": ({ database: { db } }) =>
    listSessions(db, { ...all, ids: { customerId: ["cus_1"], sessionId: ["x"] } }, null, 10),
  "list-sessions-from": ({ database: { db } }) =>
    listSessionsFrom(db, { ...all, from: hoursAgo(9000), upTo: now }, 20, 10),
  "list-records": ({ database }) => readAll(listRecords({ ...database, timeoutMs: 60_000 }, all, 0, 10)),
  "read-records": ({ database: { db } }) => readRecords(db, workspaceId, [workspaceId]),
  "read-record-ids": ({ database: { db } }) => readRecordIds(db, workspaceId, [workspaceId]),
  "list-ids": ({ database: { db } }) => listIds(db, all, 10),
  "find-listed-session": ({ database: { db } }) => findListedSession(db, workspaceId, workspaceId),
  "list-around": ({ database: { db } }) => listAround(db, customer, { at: now, bouncedBy: null }),
  "customer-totals": ({ database: { db } }) => customerTotals(db, { ...all, ids: { customerId: ["cus_1"] } }),
  "plan-labels": ({ database: { db } }) => createPlanLabels(db, () => now).of(all, ["price_1"]),
  "count-sessions": ({ database: { db } }) => countSessions(db, all),
  "count-sessions-of-choices": ({ database: { db } }) =>
    countSessions(db, { ...chosen, from: hoursAgo(900) }),
  "count-stream": ({ database: { db } }) => countStream(db, { ...chosen, from: hoursAgo(900) }),
  "count-facets": ({ database: { db } }) => countFacets(db, all, facetDimensions),
  "count-facets-of-choices": ({ database: { db } }) => countFacets(db, chosen, facetDimensions),
  "aggregate-sessions": ({ database: { db } }) =>
    aggregateSessions(db, chosen, ["month", "response"], "Europe/Berlin"),
  export: ({ database: { pool } }) =>
    sendSmallExport(
      { pool, others: pool },
      { filter: chosen, choice },
      { findTimeoutMs: 60_000, signal: new AbortController().signal },
      async (text) => void (await text.resume().toArray()),
    ),
  "record-first-report": ({ database }) => recordReport(database, report),
  "record-decision-that-bounces": async ({ database, take }) => {
    await recordReport(database, { ...report, clientKey: "run:2", facts: { ...report.facts, aborted: true } })
    take()
    return recordReport(database, { ...report, revision: 2, facts: { ...report.facts, canceled: true } })
  },
  "release-key": async ({ database: { db }, take }) => {
    const trx = await db.startTransaction().execute()
    const holder = await trx.selectFrom("session").selectAll().limit(1).executeTakeFirstOrThrow()
    take()
    await releaseKey(trx, holder)
    await trx.rollback().execute()
  },
  "record-post-of-sdk": ({ database }) =>
    recordReport(database, {
      ...report,
      ...{ source: "sdk", customerId: "cus_sdk", clientKey: "sdk:1", facts: { aborted: true } },
      claim: { blueprintId: "flow-1", firstStep: hoursAgo(2) },
    }),
  "held-back": ({ database: { db } }) => {
    const content = { ...starterFlow(), discountCooldown: 90, pauseCooldown: 30 }
    return heldBackFrom(db, { workspace: { id: workspaceId }, mode: "live" }, "cus_1", content, now)
  },
  "find-session-id": ({ database: { db } }) => findSessionId(db, workspaceId, "cus_new", "run:1"),
  "find-opened-by-sdk": ({ database: { db } }) =>
    findOpenedBySdk(db, { ...customer, blueprintId: null }, now),
  "settle-silent-sessions": async ({ database, take }) => {
    const silent = { ...report, clientKey: "run:3", customerId: "cus_silent", receivedAt: hoursAgo(1) }
    await recordReport(database, silent)
    take()
    return settleSilentSessions(unheard(database), workspaceId, now)
  },
  "import-batch": ({ database }) =>
    writeBatch(
      unheard(database),
      workspaceId,
      [{ place: { record: 1, line: null }, session: imported }],
      now,
    ),
  "seed-sessions": ({ database: { pool } }) =>
    seedSessions(pool, workspaceId, {
      sessions: 1,
      seed: 1,
      years: 1,
      until: now,
      flows: demoFlows(workspaceId, { until: now, years: 1 }),
    }),
  "open-session-again": async ({ database, take }) => {
    const { db } = database
    await createWorkspace(db, { id: workspaceId, appId: "shop", name: "Shop" }, now)
    await installFlows(db, workspaceId, starterFlows({ flow: "flow", blueprint: "version" }, now), now)
    const workspace = await findWorkspace(db, "shop")
    if (!workspace) throw new Error("it was made")
    const proof = { subscriptionId: null, subscription: { named: null, proven: null }, flowKeyId: null }
    const hints = { addresses: null, proxyCountry: null, timeZone: null, language: null }
    const open = () =>
      openSession(
        createIntake(unheard(database)),
        { ...customer, ...proof, workspace },
        {
          ...{
            run: { ...report, clientKey: "run:opened" },
            customer: {},
            hints,
            ignored: [],
            isRecorded: true,
          },
          ...{ billingFacts: null, wishes: null, recording: null },
        },
      )
    await open()
    take()
    return open()
  },
}

const recorded = testSqlFiles(import.meta.dirname, calls)

test.each([
  ["installation", 1],
  ["workspace", 0],
] as const)(
  "a search for a rare text within the %s asks %i times without naming its workspace",
  async (searchScope, times) => {
    const { database, take } = recorded()
    take()
    expect(
      await listStream(database.db, { ...all, search: "zephyr", searchScope }, null, 10, heaviest),
    ).toHaveLength(1)
    const broken = take().filter(({ text, values }) => whyNotOneWorkspace(text, values) !== null)
    expect(broken).toHaveLength(times)
  },
)
