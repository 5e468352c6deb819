import { type RawBuilder, type Selectable, sql } from "kysely"
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
 * For each report the sessions that it may be about: one query a workspace, all of them sent at once. One look by index
 * for each key and claim, whatever the planner thinks of their number.
 */
export async function findReported(db: Db, reports: readonly TrustedReport[]): Promise<Candidates[]> {
  const numbered = reports.map((report, n) => ({ report, n }))
  const workspaces = [...Map.groupBy(numbered, ({ report }) => report.workspaceId)]
  // where there is no key, nothing is asked of what a new session would lie next to; where there is no row, there is nothing
  const candidates = reports.map(
    ({ clientKey }): Candidates => ({ byKey: null, waiting: [], hasNeighbours: clientKey === null }),
  )
  const found = await Promise.all(workspaces.map(([id, theirs]) => findIn(db, id, theirs)))
  for (const row of found.flat()) {
    const candidate = candidates[row.n]
    if (!candidate) continue
    candidate.hasNeighbours ||= row.has_neighbours
    if (!isSession(row)) continue
    if (row.by_key) candidate.byKey = row
    else candidate.waiting.push(row)
  }
  return candidates
}

interface Numbered {
  n: number
  report: TrustedReport
}

async function findIn(db: Db, workspaceId: string, reports: readonly Numbered[]): Promise<FoundRow[]> {
  const keys = reports.flatMap(({ n, report }) =>
    report.clientKey === null
      ? []
      : [{ ...whose(report, n), client_key: report.clientKey, started_at: report.startedAt }],
  )
  const claims = reports.flatMap(({ n, report }) =>
    report.claim === undefined || report.customerId === null
      ? []
      : [{ ...whose(report, n), blueprint_id: report.claim.blueprintId, posted_at: report.receivedAt }],
  )
  const looks = [
    ...(keys.length > 0 ? [byKey(workspaceId, JSON.stringify(keys))] : []),
    ...(claims.length > 0 ? [byClaim(workspaceId, JSON.stringify(claims))] : []),
  ]
  if (looks.length === 0) return []
  // of a new customer there is nothing to tell: a row of 50 columns without values would be read for each
  const { rows } = await sql<FoundRow>`
    select ${prepared} * from (${sql.join(looks, sql` union all `)}) reported
    where id is not null or has_neighbours`.execute(db)
  return rows
}

/** The first of the looks gives the columns their names. */
const byKey = (workspaceId: string, keys: string): RawBuilder<unknown> => sql`
    select wanted.n, true as by_key,
      ${hasSettledNeighbours(workspaceId, sql`coalesce(found.created_at, wanted.started_at)`, sql`found.id`)}
        as has_neighbours,
      found.*
    from json_to_recordset(${keys}) as wanted (${whoseColumns}, client_key text, started_at timestamptz)
    left join lateral (
      select * from session
      where session.workspace_id = ${workspaceId} and session.client_key = wanted.client_key
      limit 1
    ) found on true`

const byClaim = (workspaceId: string, claims: string): RawBuilder<unknown> => sql`
    select wanted.n, false as by_key,
      ${hasSettledNeighbours(workspaceId, sql`found.created_at`, sql`found.id`)} as has_neighbours, found.*
    from json_to_recordset(${claims}) as wanted (${whoseColumns}, blueprint_id text, posted_at timestamptz)
    cross join ${awaitingPost(workspaceId)} found`

type Found = Selectable<SessionRow>
/** Where a key has no session, all of its columns are null. */
type FoundOrNone = Found | Record<keyof Found, null>
type Look = { n: number; by_key: boolean; has_neighbours: boolean }
type FoundRow = Look & FoundOrNone

const isSession = (row: FoundRow): row is Look & Found => row.id !== null

const whoseColumns = sql`n integer, customer_id text, mode text, verified boolean`
const whose = ({ customerId, mode, verified }: TrustedReport, n: number) => ({
  n,
  customer_id: customerId,
  mode,
  verified,
})
