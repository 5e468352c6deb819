import { type RawBuilder, sql } from "kysely"
import type { Db } from "../db/database.ts"
import { queueJob } from "../db/queue-job.ts"
import type { SessionWriter } from "../session/change/sessions-changed.ts"
import { matches, type SessionFilter } from "../session/read/session-filter.ts"
import { changeSessions } from "./change-sessions.ts"
import { removeDeletedFiles } from "./files-of-recording.ts"
import type { RecordingStore } from "./read-recording.ts"

/**
 * Deletes recordings in two steps. The first one forgets their keys, so that from its commit on nobody can read them, whatever
 * becomes of their bytes; what is left of the row says that there was one, so nothing of it is taken any more. The second
 * takes away the bytes and tells the sessions, in the background.
 */

/** The first step, for one session. @returns whether there was one to delete */
export async function deleteRecording(
  db: Db,
  workspaceId: string,
  sessionId: string,
  now: Date,
): Promise<boolean> {
  return (await forgetKeys(db, workspaceId, sql`recording.session_id = ${sessionId}`, now)) > 0
}

/** How many recordings the sessions of a filter have. */
export async function countRecordings(db: Db, filter: SessionFilter): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) as count from recording
    where recording.workspace_id = ${filter.workspaceId} and recording.deleted_at is null
      and ${isOfFilter(filter)}`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

/** The first step, for all sessions of a filter. @returns how many it deleted */
export const deleteRecordings = (db: Db, filter: SessionFilter, now: Date): Promise<number> =>
  forgetKeys(db, filter.workspaceId, isOfFilter(filter), now)

const isOfFilter = (filter: SessionFilter): RawBuilder<boolean> => sql`recording.session_id in (
  select session.id from session where ${matches(filter)})`

/** So many are forgotten in one transaction by a job. */
const forgottenAtOnce = 1000

/**
 * The first step, for what is older than its workspace keeps, in small transactions.
 * @returns how many it deleted
 */
export async function expireRecordings(
  db: Db,
  workspaceId: string,
  keepHours: number | null,
  now: Date,
): Promise<number> {
  if (keepHours === null) return 0
  const oldest = new Date(now.getTime() - keepHours * 3_600_000)
  const isOld = sql<boolean>`recording.session_id = any(array(
    select session_id from recording
    where workspace_id = ${workspaceId} and deleted_at is null and started_at < ${oldest}
    order by started_at limit ${forgottenAtOnce}
  ))`
  let expired = 0
  for (;;) {
    const count = await forgetKeys(db, workspaceId, isOld, now)
    expired += count
    if (count < forgottenAtOnce) return expired
  }
}

async function forgetKeys(
  db: Db,
  workspaceId: string,
  which: RawBuilder<boolean>,
  now: Date,
): Promise<number> {
  // in one order, as whoever puts chunks to several of them
  const { numAffectedRows } = await sql`
    with wanted as materialized (
      select recording.session_id from recording
      where recording.workspace_id = ${workspaceId} and recording.deleted_at is null and ${which}
      order by recording.session_id for update
    )
    update recording set wrapped_key = null, deleted_at = ${now}
    from wanted where recording.workspace_id = ${workspaceId} and recording.session_id = wanted.session_id`.execute(
    db,
  )
  const count = Number(numAffectedRows ?? 0)
  if (count > 0) await queueJob(db, "tend-recordings")
  return count
}

/** So many sessions are told in one transaction; each takes a lock of its customer. */
const toldAtOnce = 200

/**
 * The second step: takes away the bytes of recordings whose keys are forgotten, and tells their sessions. Safe to run twice, and
 * killed anywhere: the sweep of their files is due before one of them is removed, and what cannot be removed is left to it.
 * @param only the session whose recording alone is taken away; unless given, all that were deleted
 * @returns how many it took away
 */
export async function removeDeleted(
  remover: SessionWriter & Pick<RecordingStore, "storage">,
  workspaceId: string,
  now: Date,
  only: string | null = null,
): Promise<number> {
  const { db } = remover.database
  let removed = 0
  for (;;) {
    const leaving = await db
      .selectFrom("recording")
      .select(["workspace_id", "session_id", "started_at", "file", "sweep_at"])
      .where("workspace_id", "=", workspaceId)
      .where("deleted_at", "is not", null)
      .where("removed_at", "is", null)
      .$if(only !== null, (found) => found.where("session_id", "=", only))
      .orderBy("deleted_at")
      .limit(toldAtOnce)
      .execute()
    if (leaving.length === 0) return removed
    const ids = leaving.map(({ session_id }) => session_id)
    await changeSessions(remover, workspaceId, ids, now, async (trx) => {
      await sql`delete from recording_chunk
        where workspace_id = ${workspaceId} and session_id = any(${ids}::uuid[])`.execute(trx)
      await sql`update recording set removed_at = ${now}, packed = '{}', sweep_at = coalesce(sweep_at, now())
        where workspace_id = ${workspaceId} and session_id = any(${ids}::uuid[])`.execute(trx)
      return ids.map((sessionId) => ({ sessionId, state: "deleted", facts: null }))
    })
    await removeDeletedFiles(db, remover.storage, workspaceId, leaving)
    removed += leaving.length
  }
}
