import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { aChunk } from "../../../../../../packages/protocol/src/recording/testing/a-recording.ts"
import { loadSecret } from "../../../account/secret.ts"
import { removeRows } from "../../../account/workspace/remove-rows.ts"
import { afterSaves } from "../../../billing/events/after-saves.ts"
import { followSaves } from "../../../billing/events/follow-saves.ts"
import { leftOutsideFlow } from "../../../billing/events/left-outside-flow.ts"
import { readCustomerBilling } from "../../../billing/events/read-customer-billing.ts"
import { listRequests } from "../../../billing/list-requests.ts"
import { readFlowTerms } from "../../../billing/read-flow-terms.ts"
import { settleWithSession } from "../../../billing/settle-with-session.ts"
import type { StoredRequest } from "../../../billing/stored-request.ts"
import { subscriptionOf } from "../../../billing/subscription-of.ts"
import { readOwnPause } from "../../../billing/wall/own-pause.ts"
import type { Database } from "../../../db/database.ts"
import { countOutcomes } from "../../../flow/ab-test/count-outcomes.ts"
import { readBasis } from "../../../flow/ab-test/read-basis.ts"
import { countResults } from "../../../flow/list/flow-results.ts"
import { listTexts } from "../../../insight/list-texts.ts"
import { readOutages } from "../../../insight/outages.ts"
import { readInsights, readPanels } from "../../../insight/read-insights.ts"
import { countRecordings, deleteRecordings, removeDeleted } from "../../../recording/delete-recordings.ts"
import { finishRecordings } from "../../../recording/finish-recordings.ts"
import { keepChunks } from "../../../recording/keep-chunks.ts"
import { readRecordedRun } from "../../../recording/read-recorded-run.ts"
import { folderStorage } from "../../../storage/folder-storage.ts"
import { pastTheLog } from "../../../testing/change-log-guard.ts"
import { unheard } from "../../../testing/unheard.ts"
import { readLog } from "../../../webhook/read-log.ts"
import { updateFacetBlocks } from "../../count/facet-blocks/update-facet-blocks.ts"
import { decideAgain } from "../../report/decide-again.ts"
import { createIntake } from "../../report/intake.ts"
import { verifyFigures } from "../../verify/verify-figures.ts"
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
} from "../testing/sql-files.ts"

const place = { workspaceId, mode: "live" } as const
const secret = loadSecret("", "a secret for tests, long enough to be taken")
const otherWorkspaceId = "0199e6cf-0000-7000-8000-00000000000b"

/** A session of a customer who has cancelled, which is asked. */
async function cancel(database: Database, clientKey: string): Promise<string> {
  const facts = { ...report.facts, canceled: true, decisionState: "asked" } as const
  const recorded = await createIntake(unheard(database)).record({ ...report, clientKey, facts })
  return recorded.kind === "recorded" ? recorded.sessionId : ""
}

const cancellation = (sessionId: string): StoredRequest => ({
  ...{
    workspaceId,
    sessionId,
    standing: { kind: "asked" },
    isForPerson: false,
    tryAgainAt: null,
    attempt: 1,
  },
  request: {
    ...{ id: workspaceId, mode: "live", customerId: customer.customerId, subscriptionId: null },
    act: { action: "cancel", body: {} },
    requestedAt: hoursAgo(1),
  },
})

const claim = { ...customer, subscription: { named: "sub_1", proven: null } }

/** A recording of which nothing came. */
const addRecording = ({ db }: Database, session_id: string) =>
  db
    .insertInto("recording")
    .values({
      ...{ workspace_id: workspaceId, session_id, wrapped_key: secret.seal("") },
      ...{ started_at: hoursAgo(2), last_chunk_at: hoursAgo(2) },
    })
    .execute()

const finisher = (database: Database) => ({
  ...unheard(database),
  ...{ secret, storage: folderStorage(join(tmpdir(), "hf-no-files")), url: "https://holdfast.example.com" },
})

const workspace = { id: workspaceId, app_id: "shop", name: "Shop", created_at: now }

const question = (filter: typeof all) => ({
  filter: { ...filter, from: hoursAgo(4000), to: now },
  comparison: "previous" as const,
  timeZone: "Europe/Berlin",
})
const everythingAfterSaves = { held: true, startMonths: true, paid: true, offers: true }

testSqlFiles(import.meta.dirname, {
  "read-insights": async ({ database, take }) => {
    await updateFacetBlocks(database, workspaceId, now)
    take()
    return readInsights(database.db, question(all))
  },
  "read-insights-of-choices": ({ database: { db } }) => readInsights(db, question(chosen)),
  "read-insights-over-all-time": ({ database: { db } }) =>
    readPanels(db, { ...question(all), filter: all, comparison: null }, ["overTime"]),
  "read-outages": ({ database: { db } }) =>
    readOutages(db, { ...place, timeZone: "Europe/Berlin", from: hoursAgo(900), to: now }),
  "list-texts": ({ database: { db } }) => listTexts(db, all, null, 10, heaviest),
  "after-saves": ({ database: { db } }) => afterSaves(db, all, now, everythingAfterSaves),
  "after-saves-of-choices": async ({ database: { db }, take }) => {
    await db
      .insertInto("billing_reading")
      .values({ workspace_id: workspaceId, mode: "live", complete_until: now })
      .execute()
    await db
      .insertInto("billing_event")
      .values({
        ...{ workspace_id: workspaceId, mode: "live", source: "stripe", id: "evt_1", kind: "invoicePaid" },
        ...{ customer_id: "cus_1", happened_at: now, received_at: now, currency: "usd", amount_minor: 2000 },
      })
      .execute()
    take()
    return afterSaves(db, chosen, now, everythingAfterSaves)
  },
  "follow-saves": ({ database: { db } }) => followSaves(db, place, true, now),
  "left-outside-flow": ({ database: { db } }) => leftOutsideFlow(db, place, hoursAgo(900), now),
  "read-customer-billing": ({ database: { db } }) => readCustomerBilling(db, place, "cus_1"),
  "list-requests": ({ database: { db } }) => listRequests(db, { ...place, shown: "waiting" }, null, 10, now),
  "read-own-pause": ({ database: { db } }) => readOwnPause(db, claim, now),
  "read-flow-terms": ({ database: { db } }) => readFlowTerms(db, cancellation(workspaceId)),
  "subscription-of": ({ database: { db } }) =>
    subscriptionOf(db, { askFacts: async () => ({ kind: "notConnected" }) }, claim),
  "settle-with-session": async ({ database, take }) => {
    const request = cancellation(await cancel(database, "run:settled"))
    take()
    return settleWithSession(unheard(database), request, now, async () => ({
      ...request,
      standing: { kind: "applied" },
    }))
  },
  "count-outcomes-of-ab-test": ({ database: { db } }) =>
    countOutcomes(db, workspaceId, { id: workspaceId, tracking_days: 90, numbers_end_at: null }, "live"),
  "read-basis-of-ab-test": async ({ database: { db }, take }) => {
    const segment = { workspace_id: workspaceId, id: "teams", name: "Teams", enabled: true, priority: 1 }
    await db
      .insertInto("segment")
      .values({ ...segment, filter: "[]", created_at: now })
      .execute()
    take()
    return readBasis(db, { ...place, now }, "teams")
  },
  "count-results-of-flows": ({ database: { db } }) => countResults(db, { ...place, from: hoursAgo(900) }),
  "read-recorded-run": ({ database }) =>
    readRecordedRun(database.db, finisher(database), workspaceId, sql`session.id = ${workspaceId}`),
  "keep-chunks": ({ database }) =>
    keepChunks({ database, secret }, [
      { ...customer, clientKey: "run:1", chunk: aChunk, size: 1000, receivedAt: now },
    ]),
  "count-recordings": ({ database: { db } }) => countRecordings(db, chosen),
  "finish-recordings": async ({ database, take }) => {
    await addRecording(database, await cancel(database, "run:recorded"))
    take()
    return finishRecordings(finisher(database), workspaceId, now)
  },
  "delete-recordings": async ({ database, take }) => {
    await addRecording(database, await cancel(database, "run:deleted"))
    take()
    await deleteRecordings(database.db, chosen, now)
    return removeDeleted(finisher(database), workspaceId, now)
  },
  "read-log-for-webhooks": async ({ database: { db }, take }) => {
    await db.insertInto("webhook_reader").values({ workspace_id: workspaceId, cursor: "0" }).execute()
    await db
      .insertInto("webhook_endpoint")
      .values({
        ...{ workspace_id: workspaceId, id: workspaceId, url: "https://shop.example.com", description: "" },
        ...{ modes: ["live"], events: ["session", "session.updated"], actions: [], state: "on" },
        ...{ secret: secret.seal("whsec_"), after_change: "0", created_at: now },
      })
      .execute()
    take()
    return readLog({ db }, workspaceId, now)
  },
  "verify-figures": async ({ database: { db } }) => {
    const differences = verifyFigures(db, workspaceId)
    while (!(await differences.next()).done);
  },
  "decide-bounces-again": async ({ database, take }) => {
    await database.db
      .insertInto("workspace")
      .values({ ...workspace, bounce_rule: 0 })
      .execute()
    take()
    return decideAgain(unheard(database), workspaceId, now)
  },
  "remove-rows-of-workspace": async ({ database, take }) => {
    await pastTheLog(database, (trx) =>
      sql`
        insert into session
        select (jsonb_populate_record(session, jsonb_build_object('workspace_id', ${otherWorkspaceId}::text))).*
        from session where workspace_id = ${workspaceId} limit 1`.execute(trx),
    )
    take()
    return removeRows(database.db, otherWorkspaceId)
  },
} satisfies Calls)
