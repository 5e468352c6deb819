import { type Selectable, sql } from "kysely"
import type { Db } from "../db/database.ts"
import { prepared } from "../db/prepared.ts"
import type { SessionRow } from "../db/schema.ts"
import type { TrustedReport } from "./trusted-report.ts"

/** The sessions that a report may be about. */
export interface Candidates {
  /** The one that has the report's key. */
  byKey: Selectable<SessionRow> | null
  /** Those that an SDK's config call opened in the 24 hours before, and no post has claimed yet. */
  waiting: Selectable<SessionRow>[]
}

const day = 24 * 3600 * 1000

/**
 * For each report, in one query, the sessions that it may be about. A session that was silent too long may still be
 * claimed. One look by index for each key and claim, whatever the planner thinks of their number.
 */
export async function findReported(db: Db, reports: readonly TrustedReport[]): Promise<Candidates[]> {
  const keys = reports.flatMap(({ workspaceId, clientKey }, n) =>
    clientKey === null ? [] : [{ n, workspace_id: workspaceId, client_key: clientKey }],
  )
  const claims = reports.flatMap(({ workspaceId, customerId, mode, receivedAt, claim }, n) =>
    claim === undefined || customerId === null
      ? []
      : [
          {
            n,
            workspace_id: workspaceId,
            customer_id: customerId,
            mode,
            blueprint_id: claim.blueprintId,
            after: new Date(receivedAt.getTime() - day),
          },
        ],
  )
  const candidates = reports.map((): Candidates => ({ byKey: null, waiting: [] }))
  if (keys.length + claims.length === 0) return candidates
  const { rows } = await sql<Selectable<SessionRow> & { n: number; by_key: boolean }>`
    select ${prepared} wanted.n, true as by_key, found.*
    from json_to_recordset(${JSON.stringify(keys)}) as wanted (n integer, workspace_id uuid, client_key text)
    cross join lateral (
      select * from session
      where session.workspace_id = wanted.workspace_id and session.client_key = wanted.client_key
      limit 1
    ) found
    union all
    select wanted.n, false, found.*
    from json_to_recordset(${JSON.stringify(claims)}) as wanted
      (n integer, workspace_id uuid, customer_id text, mode text, blueprint_id text, after timestamptz)
    cross join lateral (
      select * from session
      where session.workspace_id = wanted.workspace_id and session.customer_id = wanted.customer_id
        and session.mode = wanted.mode and session.created_at > wanted.after and session.awaits_post
        and (wanted.blueprint_id is null or session.blueprint_id = wanted.blueprint_id)
      offset 0
    ) found`.execute(db)
  for (const { n, by_key, ...row } of rows) {
    const found = candidates[n]
    if (by_key && found) found.byKey = row
    else found?.waiting.push(row)
  }
  return candidates
}
