import { type Selectable, sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { prepared } from "../../db/prepared.ts"
import type { SessionRow } from "../../db/schema.ts"
import { awaitingPost } from "./awaiting-post.ts"
import { hasSettledNeighbours } from "./list-neighbours.ts"
import type { TrustedReport } from "./trusted-report.ts"

/** The sessions that a report may be about. */
export interface Candidates {
  /** The one that has the report's key. */
  byKey: Selectable<SessionRow> | null
  /** Those that await the post of an SDK, if it may be one. */
  waiting: Selectable<SessionRow>[]
  /** Whether there may be bounces to decide around whichever of them it is, or around a new one. */
  hasNeighbours: boolean
}

/**
 * For each report, in one query, the sessions that it may be about. One look by index for each key and claim,
 * whatever the planner thinks of their number.
 */
export async function findReported(db: Db, reports: readonly TrustedReport[]): Promise<Candidates[]> {
  const keys = reports.flatMap((report, n) =>
    report.clientKey === null
      ? []
      : [{ ...whose(report, n), client_key: report.clientKey, started_at: report.startedAt }],
  )
  const claims = reports.flatMap((report, n) =>
    report.claim === undefined || report.customerId === null
      ? []
      : [{ ...whose(report, n), blueprint_id: report.claim.blueprintId, posted_at: report.receivedAt }],
  )
  // where there is no key, nothing is asked of what a new session would lie next to
  const candidates = reports.map(
    ({ clientKey }): Candidates => ({ byKey: null, waiting: [], hasNeighbours: clientKey === null }),
  )
  if (keys.length + claims.length === 0) return candidates
  const { rows } = await sql<FoundRow>`
    select ${prepared} wanted.n, true as by_key,
      ${hasSettledNeighbours(sql`coalesce(found.created_at, wanted.started_at)`, sql`found.id`)} as has_neighbours,
      found.*
    from json_to_recordset(${JSON.stringify(keys)}) as wanted (${whoseColumns}, client_key text, started_at timestamptz)
    left join lateral (
      select * from session
      where session.workspace_id = wanted.workspace_id and session.client_key = wanted.client_key
      limit 1
    ) found on true
    union all
    select wanted.n, false, ${hasSettledNeighbours(sql`found.created_at`, sql`found.id`)}, found.*
    from json_to_recordset(${JSON.stringify(claims)}) as wanted (${whoseColumns}, blueprint_id text, posted_at timestamptz)
    cross join ${awaitingPost} found`.execute(db)
  for (const { n, by_key, has_neighbours, ...row } of rows) {
    const found = candidates[n]
    if (!found) continue
    found.hasNeighbours ||= has_neighbours
    if (!isSession(row)) continue
    if (by_key) found.byKey = row
    else found.waiting.push(row)
  }
  return candidates
}

type Found = Selectable<SessionRow>
/** Where a key has no session, all of its columns are null. */
type FoundOrNone = Found | Record<keyof Found, null>
type FoundRow = { n: number; by_key: boolean; has_neighbours: boolean } & FoundOrNone

const isSession = (row: FoundOrNone): row is Found => row.id !== null

const whoseColumns = sql`n integer, workspace_id uuid, customer_id text, mode text, verified boolean`
const whose = ({ workspaceId, customerId, mode, verified }: TrustedReport, n: number) => ({
  n,
  workspace_id: workspaceId,
  customer_id: customerId,
  mode,
  verified,
})
