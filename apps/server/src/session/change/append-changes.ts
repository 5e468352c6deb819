import { type RawBuilder, sql } from "kysely"
import { lockKey } from "../../db/begin-locked.ts"
import { prepared } from "../../db/prepared.ts"
import { kindOf, type SessionChange, sequenceOf } from "./session-change.ts"

/**
 * Puts changes of one workspace at the end of its change log. Transactions that append to one log take turns until they commit,
 * so the numbers rise in the order of the commits: a reader who has one number has all before it. It must be the last
 * statement of a transaction, after every row is written. A transaction that holds its turn then waits for no row.
 * @param now the clock of the writer
 */
export function appendedChanges(
  workspaceId: string,
  changes: readonly SessionChange[],
  now: Date,
): RawBuilder<unknown> {
  const ids = changes.map(({ id }) => id)
  const modes = changes.map(({ mode }) => mode)
  const kinds = changes.map(kindOf)
  const sequences = changes.map(sequenceOf)
  // the numbers are drawn where the rows leave the join, and so under the lock
  return sql`
    with ${prepared} turn as materialized (select pg_advisory_xact_lock(${logLock(workspaceId)}::bigint))
    insert into session_change (workspace_id, session_id, mode, kind, sequence, at)
    select ${workspaceId}::uuid, change.id, change.mode, change.kind, change.sequence, ${now}::timestamptz
    from turn cross join unnest(${ids}::uuid[], ${modes}::text[], ${kinds}::text[], ${sequences}::integer[])
      as change (id, mode, kind, sequence)`
}

/** Names the end of a workspace's change log, as PostgreSQL's locks do. */
export const logLock = (workspaceId: string): bigint => lockKey(JSON.stringify(["change log", workspaceId]))
