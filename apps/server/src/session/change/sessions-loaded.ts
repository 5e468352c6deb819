import { type RawBuilder, sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { changedSpans } from "../count/facet-blocks/mark-changed.ts"
import { type Topic, topicOf } from "../live/topic.ts"
import { logLock } from "./append-changes.ts"

/**
 * `sessionsChanged` for a load of new sessions of one workspace by `COPY`, too many to be named one by one: the rows that
 * this transaction made are those that bear its number.
 * @param spans where they lie
 * @returns what to announce after the commit
 */
export async function sessionsLoaded(
  trx: Db,
  workspaceId: string,
  spans: ReturnType<typeof changedSpans>,
  now: Date,
): Promise<readonly Topic[]> {
  const stale = spans.rows(workspaceId, now)
  if (stale.length > 0) await trx.insertInto("facet_stale").values(stale).execute()
  await appendedLoad(workspaceId, now).execute(trx)
  return spans.modes().map((mode) => topicOf(workspaceId, mode))
}

const appendedLoad = (workspaceId: string, now: Date): RawBuilder<unknown> => sql`
    with turn as materialized (select pg_advisory_xact_lock(${logLock(workspaceId)}::bigint))
    insert into session_change (workspace_id, session_id, mode, kind, sequence, at)
    select ${workspaceId}::uuid, s.id, s.mode, case when s.outcome = 'open' then 'opened' else 'settled' end,
      s.sequence, ${now}::timestamptz
    from turn cross join session s
    where s.workspace_id = ${workspaceId} and s.xmin = pg_current_xact_id()::xid
    order by s.created_at, s.id`
