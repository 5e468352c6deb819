import type { Database, Db } from "../db/database.ts"
import { lockedTransaction } from "../db/locked-transaction.ts"
import { lockName } from "./customer-key.ts"
import { markChanged } from "./facet-blocks/mark-changed.ts"
import { findReported } from "./find-reported.ts"
import { releaseKey } from "./find-session.ts"
import { redecideBounces } from "./redecide-bounces.ts"
import { type SessionWrite, saveSessions } from "./save-sessions.ts"
import { type Taken, takeReport } from "./take-report.ts"
import type { RecordResult, TrustedReport } from "./trusted-report.ts"

/** What reports take turns by: two with the same name are never in one transaction, nor in two at once. */
export const turnOf = (report: TrustedReport): string => lockName(report, report.clientKey ?? "")

export type Written = PromiseSettledResult<RecordResult>

/**
 * Takes in reports of customers who differ, all in one transaction: finds or opens their sessions, applies the
 * revision rule, settles, and decides the bounces around them. What the database refuses may be the fault of one
 * report: then each is written by itself, and only those fail that must.
 * @returns the result or the error of each report
 * @throws what went wrong with the connection; every report may then be sent again
 */
export async function writeReports(
  database: Database,
  reports: readonly TrustedReport[],
): Promise<Written[]> {
  try {
    return await lockedTransaction(database.db, reports.map(turnOf), (trx) => writeAll(trx, reports))
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (reports.length === 1) return [{ status: "rejected", reason: error }]
    const written: Written[] = []
    for (const report of reports) written.push(...(await writeReports(database, [report])))
    return written
  }
}

/** The database answered, and is not on its way out. */
function isRefusal(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  return /^[0-9A-Z]{5}$/.test(code) && !code.startsWith("57P")
}

async function writeAll(trx: Db, reports: readonly TrustedReport[]): Promise<Written[]> {
  const candidates = await findReported(trx, reports)
  const written: Written[] = []
  const changes: { report: TrustedReport; taken: Taken; row: SessionWrite }[] = []
  for (const [n, report] of reports.entries()) {
    try {
      const taken = takeReport(candidates[n] ?? { byKey: null, waiting: [] }, report)
      if (taken.row) changes.push({ report, taken, row: taken.row })
      written.push({ status: "fulfilled", value: taken.result })
    } catch (reason) {
      written.push({ status: "rejected", reason })
    }
  }
  for (const { report, taken } of changes) if (taken.releasesKey) await releaseKey(trx, report)
  if (changes.length === 0) return written
  const haveNeighbours = await saveSessions(
    trx,
    changes.map(({ row }) => row),
  )
  for (const { report, taken, row } of changes) {
    const { workspaceId, mode, customerId, receivedAt } = report
    const createdAt = row.created_at
    // each by itself: a span from an old session to a new one would put all blocks between them out of use
    await markChanged(trx, workspaceId, [{ mode, createdAt }], receivedAt)
    if (customerId === null || row.outcome === taken.outcomeBefore || !haveNeighbours.has(row.id)) continue
    await redecideBounces(trx, { ...report, customerId }, createdAt, receivedAt)
  }
  return written
}
