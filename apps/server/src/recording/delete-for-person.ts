import { type Actor, recordAudit } from "../account/audit/record-audit.ts"
import type { Database } from "../db/database.ts"
import type { SessionFilter } from "../session/read/session-filter.ts"
import { deleteRecording, deleteRecordings } from "./delete-recordings.ts"

/** Who deletes, and when. */
export interface Deletion {
  workspaceId: string
  actor: Actor
  at: Date
}

/** Deletes the recording of a session, with a line in the audit log. @returns whether there was one */
export const deleteRecordingFor = (
  { db }: Pick<Database, "db">,
  { workspaceId, actor, at }: Deletion,
  sessionId: string,
): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    if (!(await deleteRecording(trx, workspaceId, sessionId, at))) return false
    const target = { kind: "session", id: sessionId, name: sessionId }
    await recordAudit(trx, { workspaceId, actor, action: "recording.deleted", target, at })
    return true
  })

/** By now more recordings are meant than the person was told of. None was deleted. */
export class MoreRecordings extends Error {
  readonly count: number
  constructor(count: number) {
    super(`${count} recordings are meant by now`)
    this.count = count
  }
}

/**
 * Deletes the recordings of a filter's sessions, with a line in the audit log.
 * @param told how many the person was told of, and the filter in words
 * @returns how many it deleted
 * @throws MoreRecordings
 */
export const deleteRecordingsFor = (
  { db }: Pick<Database, "db">,
  { workspaceId, actor, at }: Deletion,
  filter: SessionFilter,
  told: { count: number; words: unknown },
): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const deleted = await deleteRecordings(trx, filter, at)
    if (deleted > told.count) throw new MoreRecordings(deleted)
    const detail = { filter: told.words, recordings: deleted }
    if (deleted > 0) await recordAudit(trx, { workspaceId, actor, action: "recordings.deleted", detail, at })
    return deleted
  })
