import type { Database } from "../../db/database.ts"
import { inBatches } from "./in-batches.ts"
import type { RecordResult, TrustedReport } from "./trusted-report.ts"
import { turnOf, writeReports } from "./write-reports.ts"

export type { RecordResult, TrustedReport } from "./trusted-report.ts"

/** Two at once keep the database busy while the next is prepared; more only make the batches smaller. */
const batchesAtOnce = 2
const reportsInBatch = 64

type Writer = (report: TrustedReport) => Promise<RecordResult>
const writers = new WeakMap<Database, Writer>()

/**
 * Takes a report in: finds or opens its session, applies the revision rule, settles, and decides the bounces
 * around it, all in one transaction and one at a time for each customer. Reports that come while others are being
 * written share a transaction; one that comes alone waits for nobody.
 */
export function recordReport(database: Database, report: TrustedReport): Promise<RecordResult> {
  let writer = writers.get(database)
  if (!writer) {
    writer = inBatches({
      turnOf,
      work: (reports) => writeReports(database, reports),
      atOnce: batchesAtOnce,
      size: reportsInBatch,
    })
    writers.set(database, writer)
  }
  return writer(report)
}
