import { sql } from "kysely"
import type { Database } from "../../db/database.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"

/** Sessions of about half a kilobyte each, a minute apart, which take a moment to be written out. */
export async function addSessions(database: Database, workspaceId: string, count: number): Promise<void> {
  await pastTheLog(database, (trx) =>
    sql`insert into session (workspace_id, id, mode, created_at, updated_at, outcome, settled_at, source, verified,
       revision, last_report_at, search_text, feedback, detail)
     select ${workspaceId}, gen_random_uuid(), 'live', at, at, 'abandoned', at, 'sdk', true, 1, at, '',
       repeat(md5(i::text), 16), '{}'
     from generate_series(1, ${count}::int) i,
       lateral (select timestamptz '2026-11-01 12:00:00Z' - i * interval '1 minute' as at) x`.execute(trx),
  )
}
