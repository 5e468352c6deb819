import type { SessionWriter } from "../change/sessions-changed.ts"
import { inBatches } from "./in-batches.ts"
import type { RecordResult, TrustedReport } from "./trusted-report.ts"
import { turnOf, writeReports } from "./write-reports.ts"

/** The way in of all reports of a server: made once at its start, and passed to whoever takes something in. */
export interface Intake extends SessionWriter {
  /**
   * Takes a report in: finds or opens its session, applies the revision rule, settles, and decides the bounces
   * around it, all in one transaction and one at a time for each customer. Reports that come while others are being
   * written share a transaction, and those behind such a batch wait for a moment for each other; one that comes alone
   * waits for nobody. What changed is announced.
   */
  record(report: TrustedReport): Promise<RecordResult>
}

export interface IntakeOptions extends SessionWriter {
  /**
   * Where the server is a cluster, a transaction is for one of its nodes. On one PostgreSQL batches are of whichever
   * workspaces have reports: kept apart they were smaller, which cost 24 % at seven workspaces.
   */
  batchesOfOneWorkspace?: boolean
  /** Two at once keep the database busy while the next is prepared; more only make the batches smaller. */
  batchesAtOnce?: number
  reportsInBatch?: number
  /**
   * While one batch is written, a second one begins as soon as so many reports wait, or one has waited for 100 ms. Each batch
   * has a cost of its own, and larger batches share it among more reports.
   */
  reportsForAnother?: number
  /** Longest that the reports behind a batch wait to be as many as it was: whoever has just been answered comes again. */
  gatherMs?: number
}

export function createIntake({
  database,
  announce,
  batchesOfOneWorkspace = false,
  batchesAtOnce = 2,
  reportsInBatch = 64,
  reportsForAnother = 16,
  gatherMs = 10,
}: IntakeOptions): Intake {
  const writer = { database, announce }
  const record = inBatches({
    turnOf,
    ...(batchesOfOneWorkspace && { groupOf: ({ workspaceId }: TrustedReport) => workspaceId }),
    work: (reports: readonly TrustedReport[]) => writeReports(writer, reports),
    atOnce: batchesAtOnce,
    size: reportsInBatch,
    // another workspace could not share the batch, so its reports have nothing to wait for
    worthwhile: batchesOfOneWorkspace ? 1 : reportsForAnother,
    patienceMs: 100,
    gatherMs,
  })
  return { ...writer, record }
}
