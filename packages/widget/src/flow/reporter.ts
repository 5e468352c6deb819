import type { FlowCaller, FlowRun, ReportRequest, SessionFacts } from "@holdfast/protocol"
import type { Letter } from "../wire/letter.ts"

/**
 * Writes the reports of one run: each the whole session so far, with a revision that rises from 1.
 * `sentAt` is renewed whenever a letter leaves, since the server reads times as distances to it.
 */
export function makeReporter(caller: FlowCaller, { run, startedAt }: Omit<FlowRun, "sentAt">) {
  let revision = 0
  return (session: SessionFacts): Letter => {
    revision += 1
    const now = Date.now()
    const body: ReportRequest = { ...caller, run, startedAt, sentAt: now, revision, session }
    return { id: `report:${run}`, path: "/v1/flow/report", body, revision, at: now }
  }
}
