import type { Database } from "../../db/database.ts"
import { type PipelinedTransaction, pipelinedTransaction } from "../../db/pipelined-transaction.ts"
import { markChanged } from "../count/facet-blocks/mark-changed.ts"
import { lockName } from "../customer-key.ts"
import { type Candidates, findReported } from "./find-reported.ts"
import { redecideBounces } from "./redecide-bounces.ts"
import { releaseKey } from "./release-key.ts"
import { type SessionWrite, savedSessions } from "./save-sessions.ts"
import { type Taken, takeReport } from "./take-report.ts"
import type { RecordResult, TrustedReport } from "./trusted-report.ts"

/** What reports take turns by: two with the same name are never in one transaction, nor in two at once. */
export const turnOf = (report: TrustedReport): string => lockName(report, report.clientKey ?? "")

export type Written = PromiseSettledResult<RecordResult>

/**
 * Takes in reports of customers who differ, all in one transaction: finds or opens their sessions, applies the
 * revision rule, settles, and decides the bounces around them. What the database refuses may be the fault of one
 * report, or of somebody who wrote the same key at the same time: then each is written once more, by itself, and only
 * those fail that must.
 * @returns the result or the error of each report
 * @throws what went wrong with the connection; every report may then be sent again
 */
export async function writeReports(
  database: Database,
  reports: readonly TrustedReport[],
): Promise<Written[]> {
  try {
    return await writeTogether(database, reports)
  } catch (error) {
    if (!isRefusal(error)) throw error
    const written: Written[] = []
    for (const report of reports) written.push(...(await writeAlone(database, report)))
    return written
  }
}

const writeTogether = (database: Database, reports: readonly TrustedReport[]): Promise<Written[]> =>
  pipelinedTransaction(database.pipelined, reports.map(turnOf), (transaction) =>
    writeAll(transaction, reports),
  )

async function writeAlone(database: Database, report: TrustedReport): Promise<Written[]> {
  try {
    return await writeTogether(database, [report])
  } catch (reason) {
    if (!isRefusal(reason)) throw reason
    return [{ status: "rejected", reason }]
  }
}

/** The database answered, and is not on its way out. */
function isRefusal(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  return /^[0-9A-Z]{5}$/.test(code) && !code.startsWith("57P")
}

/** One trip where nothing is to be written, two where there is no more to it than that, as nearly always. */
async function writeAll(
  transaction: PipelinedTransaction,
  reports: readonly TrustedReport[],
): Promise<Written[]> {
  const candidates = await findReported(transaction.trx, reports)
  const changes: Change[] = []
  const written = reports.map((report, n): Written => {
    // there is an answer for each report
    const found = candidates[n] ?? nothingFound
    try {
      const { row, ...taken } = takeReport(found, report)
      if (row) changes.push({ ...taken, report, row, hasNeighbours: found.hasNeighbours })
      return { status: "fulfilled", value: taken.result }
    } catch (reason) {
      return { status: "rejected", reason }
    }
  })
  if (changes.length > 0) await writeChanges(transaction, changes)
  return written
}

const nothingFound: Candidates = { byKey: null, waiting: [], hasNeighbours: true }

/** A session that a report changes, or opens. */
interface Change extends Omit<Taken, "row"> {
  report: TrustedReport
  row: SessionWrite
  hasNeighbours: boolean
}

async function writeChanges(
  { trx, commitWith }: PipelinedTransaction,
  changes: readonly Change[],
): Promise<void> {
  for (const { report, releasesKey } of changes) if (releasesKey) await releaseKey(trx, report)
  // each by itself: a span from an old session to a new one would put all blocks between them out of use
  for (const { report, row } of changes) {
    const { workspaceId, mode, receivedAt } = report
    await markChanged(trx, workspaceId, [{ mode, createdAt: row.created_at }], receivedAt)
  }
  const saved = savedSessions(changes.map(({ row }) => row))
  const bouncing = changes.filter(mayChangeBounces)
  if (bouncing.length === 0) return commitWith(saved)
  await saved.execute(trx)
  for (const { report, row } of bouncing) {
    await redecideBounces(trx, report, row.created_at, report.receivedAt)
  }
}

type ChangeOfCustomer = Change & { report: { customerId: string } }

const mayChangeBounces = (change: Change): change is ChangeOfCustomer =>
  change.report.customerId !== null && change.row.outcome !== change.outcomeBefore && change.hasNeighbours
