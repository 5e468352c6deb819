import type { SessionFacts } from "@holdfast/protocol"
import type { RawBuilder } from "kysely"
import { type PipelinedTransaction, pipelinedTransaction } from "../../db/pipelined-transaction.ts"
import { savedExposures } from "../../flow/ab-test/saved-exposures.ts"
import { savedRecordings } from "../../recording/begin-recording.ts"
import { savedOffers } from "../change/saved-offers.ts"
import { type SessionChange, stateOf } from "../change/session-change.ts"
import { changedSessions, type SessionWriter, sessionsChanged } from "../change/sessions-changed.ts"
import { lockName } from "../customer-key.ts"
import type { Topic } from "../live/topic.ts"
import { type Candidates, findReported } from "./find-reported.ts"
import { redecideBounces } from "./redecide-bounces.ts"
import { releaseKey } from "./release-key.ts"
import { insertedSessions, type SessionWrite, savedSessions } from "./save-sessions.ts"
import { type Taken, takeReport } from "./take-report.ts"
import type { RecordResult, TrustedReport } from "./trusted-report.ts"

/** What reports take turns by: two with the same name are never in one transaction, nor in two at once. */
export const turnOf = (report: TrustedReport): string => lockName(report, report.clientKey ?? "")

type Result = PromiseSettledResult<RecordResult>

/** What became of each report, and what is to be announced. */
interface Written {
  results: Result[]
  topics: readonly Topic[]
}

/**
 * Takes in reports of customers who differ, all in one transaction: finds or opens their sessions, applies the
 * revision rule, settles, and decides the bounces around them. What the database refuses may be the fault of one
 * report, or of somebody who wrote the same key at the same time: then each is written once more, by itself, and only
 * those fail that must.
 * @returns the result or the error of each report
 * @throws what went wrong with the connection; every report may then be sent again
 */
export async function writeReports(
  writer: SessionWriter,
  reports: readonly TrustedReport[],
): Promise<Result[]> {
  try {
    return await writeTogether(writer, reports)
  } catch (error) {
    if (!isRefusal(error)) throw error
    const results: Result[] = []
    for (const report of reports) results.push(...(await writeAlone(writer, report)))
    return results
  }
}

async function writeTogether(
  { database, announce }: SessionWriter,
  reports: readonly TrustedReport[],
): Promise<Result[]> {
  const { results, topics } = await pipelinedTransaction(
    database.pipelined,
    reports.map(turnOf),
    (transaction) => writeAll(transaction, reports),
  )
  announce(topics)
  return results
}

async function writeAlone(writer: SessionWriter, report: TrustedReport): Promise<Result[]> {
  try {
    return await writeTogether(writer, [report])
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

/** Makes one trip where there is nothing to write, and two where no bounce must be decided, which is nearly always. */
async function writeAll(
  transaction: PipelinedTransaction,
  reports: readonly TrustedReport[],
): Promise<Written> {
  const candidates = await findReported(transaction.trx, reports)
  const writes: Write[] = []
  const results = reports.map((report, n): Result => {
    // there is an answer for each report
    const candidate = candidates[n] ?? nothingFound
    try {
      const { row, facts, found, keyHolder, result } = takeReport(candidate, report)
      const { hasNeighbours } = candidate
      if (row && facts) writes.push({ report, row, facts, found, keyHolder, hasNeighbours })
      return { status: "fulfilled", value: result }
    } catch (reason) {
      return { status: "rejected", reason }
    }
  })
  return { results, topics: writes.length > 0 ? await writeSessions(transaction, writes) : [] }
}

const nothingFound: Candidates = { byKey: null, waiting: [], hasNeighbours: true }

/** A session that a report changes, or opens. */
interface Write extends Pick<Taken, "found" | "keyHolder"> {
  report: TrustedReport
  row: SessionWrite
  facts: SessionFacts
  hasNeighbours: boolean
}

/** @returns what to announce after the commit */
async function writeSessions(
  { trx, commitWith }: PipelinedTransaction,
  writes: readonly Write[],
): Promise<readonly Topic[]> {
  const now = new Date(Math.max(...writes.map(({ report }) => report.receivedAt.getTime())))
  const changes: SessionChange[] = []
  for (const { keyHolder } of writes) if (keyHolder) changes.push(await releaseKey(trx, keyHolder))
  changes.push(...writes.map(changeOf))
  const saved = [...Map.groupBy(writes, ({ row }) => row.workspace_id)].flatMap(([workspaceId, theirs]) => [
    ...rowsOf(workspaceId, theirs),
    ...savedOffers(workspaceId, theirs),
  ])
  saved.push(...exposuresIn(writes), ...recordingsIn(writes))
  const bouncing = writes.filter(mayChangeBounces)
  if (bouncing.length === 0) {
    const { statements, topics } = changedSessions(changes, now)
    await commitWith(...saved, ...statements)
    return topics
  }
  await Promise.all(saved.map((each) => each.execute(trx)))
  for (const { report, row } of bouncing) {
    changes.push(...(await redecideBounces(trx, report, row.created_at)))
  }
  return sessionsChanged(trx, changes, now)
}

/** Writes the sessions that are new, and those that were found. */
function rowsOf(workspaceId: string, writes: readonly Write[]): RawBuilder<unknown>[] {
  const { opened = [], changed = [] } = Object.groupBy(writes, ({ found }) => (found ? "changed" : "opened"))
  const rows = (those: readonly Write[]) => those.map(({ row }) => row)
  return [
    ...(opened.length > 0 ? [insertedSessions(workspaceId, rows(opened))] : []),
    ...(changed.length > 0 ? [savedSessions(workspaceId, rows(changed))] : []),
  ]
}

/** Of sessions that open in an A/B test: who comes into it. */
function exposuresIn(writes: readonly Write[]): RawBuilder<unknown>[] {
  const opened = writes.flatMap(({ report, row, found }) => {
    const { exposure, customerId, mode, workspaceId } = report
    if (found || !exposure || customerId === null) return []
    return [{ ...exposure, workspaceId, customerId, mode, sessionId: row.id, at: row.created_at }]
  })
  return [...Map.groupBy(opened, ({ workspaceId }) => workspaceId)].map(([workspaceId, theirs]) =>
    savedExposures(workspaceId, theirs),
  )
}

/** Of sessions that open: those whose run is recorded. */
function recordingsIn(writes: readonly Write[]): RawBuilder<unknown>[] {
  const begun = writes.flatMap(({ report: { recording, workspaceId, receivedAt }, row, found }) => {
    const key = found ? null : (recording?.wrappedKey ?? null)
    return key === null
      ? []
      : [{ workspaceId, sessionId: row.id, key, startedAt: row.created_at, receivedAt }]
  })
  return [...Map.groupBy(begun, ({ workspaceId }) => workspaceId)].map(([workspaceId, theirs]) =>
    savedRecordings(workspaceId, theirs),
  )
}

const changeOf = ({ row, found }: Write): SessionChange => ({
  ...{ workspaceId: row.workspace_id, id: row.id, mode: row.mode, createdAt: row.created_at },
  before: found && stateOf(found),
  after: stateOf(row),
})

type WriteOfCustomer = Write & { report: { customerId: string } }

const mayChangeBounces = (write: Write): write is WriteOfCustomer =>
  write.report.customerId !== null && isSettledAnew(write) && write.hasNeighbours

/** Whether it settled, or is open again, or what the bounce rule weighs of a settled one is no longer what it was. */
function isSettledAnew({ row, found }: Write): boolean {
  if (row.outcome !== (found?.outcome ?? "open")) return true
  return row.outcome !== "open" && (row.subscription_id ?? null) !== (found?.subscription_id ?? null)
}
