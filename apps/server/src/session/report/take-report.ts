import { applyReport, type ReportedState, type SessionFacts } from "@holdfast/protocol"
import type { Selectable } from "kysely"
import { newId } from "../../db/new-id.ts"
import type { SessionRow } from "../../db/schema.ts"
import { reportColumns, reportedState, type SessionIdentity } from "../session-row.ts"
import type { Candidates } from "./find-reported.ts"
import { inTest, keepServerFacts, withBillingFacts, withRecording } from "./keep-server-facts.ts"
import { mergeIgnored } from "./merge-ignored.ts"
import { nearestTo } from "./nearest-to.ts"
import type { SessionWrite } from "./save-sessions.ts"
import type { RecordResult, TrustedReport } from "./trusted-report.ts"

/** What a report makes of what is stored. */
export interface Taken {
  result: RecordResult
  /** The session as it is to be written; null where the report says nothing new, or is refused. */
  row: SessionWrite | null
  /** What the row was made of; null where there is none. */
  facts: SessionFacts | null
  /** The session as it is stored; null where it is new. */
  found: Selectable<SessionRow> | null
  /** The session that has the report's key, where it must give it up for the one that is written. */
  keyHolder: Selectable<SessionRow> | null
}

/** Takes a report in: finds or opens its session, and applies the revision rule. Writes nothing. */
export function takeReport(candidates: Candidates, report: TrustedReport): Taken {
  const { found, keyHolder } = choose(candidates, report)
  if (!found) return newSession(report)
  const isTheirs =
    found.customer_id === report.customerId &&
    found.mode === report.mode &&
    found.verified === report.verified
  if (isTheirs) return { ...updateSession(found, report), found, keyHolder }
  return { result: { kind: "foreign" }, row: null, facts: null, found, keyHolder: null }
}

/** Which of the sessions the report is about: the one that has its key, else the nearest that awaits a post. */
function choose({ byKey, waiting }: Candidates, { claim, receivedAt }: TrustedReport) {
  const nearest = nearestTo(waiting, claim?.firstStep ?? receivedAt)
  // without steps all posts of a day look alike: one that a session waits for is meant for that session
  if (claim?.firstStep === null && nearest) return { found: nearest, keyHolder: byKey }
  return { found: byKey ?? nearest, keyHolder: null }
}

function newSession(report: TrustedReport): Taken {
  const { exposure, revision } = report
  const known = exposure ? { abtest: exposure.testId, abtestArm: exposure.arm } : {}
  const said = report.recording ? withRecording(report.facts, {}) : report.facts
  const facts = withBillingFacts(inTest(said, known), report.billingFacts)
  const identity: SessionIdentity = {
    workspace_id: report.workspaceId,
    id: newId(report.startedAt),
    mode: report.mode,
    created_at: report.startedAt,
    source: report.source,
    verified: report.verified,
    client_key: report.clientKey,
  }
  const state = applyReport(null, { facts, revision })
  const columns = reportColumns(heard(state, report), {
    createdAt: report.startedAt,
    now: report.receivedAt,
    settledBefore: null,
  })
  return {
    result: { kind: "recorded", sessionId: identity.id, revision, isNew: true },
    row: {
      ...identity,
      ...columns,
      bounced_by: null,
      awaits_post: report.clientKey === null,
      sequence: 1,
      ignored: mergeIgnored(null, report.ignored),
      recording_state: report.recording?.state ?? null,
    },
    facts: state.facts,
    found: null,
    keyHolder: null,
  }
}

function updateSession(
  found: Selectable<SessionRow>,
  report: TrustedReport,
): Pick<Taken, "result" | "row" | "facts"> {
  const { revision } = report
  const before = reportedState(found)
  const kept = keepServerFacts(before.facts, report)
  const facts = found.recording_state === null ? kept : withRecording(kept, before.facts)
  const state = applyReport(before, { facts, revision })
  const result = { kind: "recorded", sessionId: found.id, revision: state.revision, isNew: false } as const
  if (state === before && found.client_key === report.clientKey) return { result, row: null, facts: null }
  // a customer who goes on after a long silence is back
  const isSilent = found.is_silent && state.revision === before.revision
  const columns = reportColumns(
    { ...heard(state, report), isSilent },
    { createdAt: found.created_at, now: report.receivedAt, settledBefore: found.settled_at },
  )
  const { workspace_id, id, mode, created_at, source, verified } = found
  const identity: SessionIdentity = {
    workspace_id,
    id,
    mode,
    created_at,
    source,
    verified,
    client_key: report.clientKey,
  }
  const row = {
    ...identity,
    ...columns,
    bounced_by: columns.outcome === "open" ? null : found.bounced_by,
    awaits_post: false,
    sequence: found.sequence + 1,
    ignored: mergeIgnored(found.ignored, report.ignored),
  }
  return { result, row, facts: state.facts }
}

const heard = (state: ReportedState, report: TrustedReport) => ({
  state,
  isSilent: false,
  lastReportAt: report.receivedAt,
})
