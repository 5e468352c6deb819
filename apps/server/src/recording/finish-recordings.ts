import { Readable } from "node:stream"
import { joinChunks, type RecordedLog } from "@holdfast/protocol/recording"
import { sql } from "kysely"
import type { SessionWriter } from "../session/change/sessions-changed.ts"
import type { StoredRecordingState } from "./begin-recording.ts"
import { changeSessions, type RecordingNews } from "./change-sessions.ts"
import { claimFile, longestPutMs, noteInPlace } from "./files-of-recording.ts"
import {
  endOf,
  findRecording,
  LostFile,
  openChunks,
  type RecordingRow,
  type RecordingStore,
  type StoredRecording,
} from "./read-recording.ts"
import { unwrapKey } from "./recording-crypt.ts"
import { fileKey, sealFile } from "./stored-log.ts"

/** A recording is finished when its session has ended and nothing came for so long. */
export const quietMs = 3 * 60_000

/** Looked up together. */
const batchSize = 200

export interface Finisher extends SessionWriter, RecordingStore {
  /** Public base URL, for the address of a recording in the record of its session. */
  url: string
}

export interface Finished {
  finished: number
  /**
   * One for each that could not be finished, which the next run tries again; and one for each whose file is lost, which is finished
   * without it and so told of once.
   */
  errors: unknown[]
}

/**
 * Puts what came of recordings into one file each, and says with their sessions that they are there. Safe to run twice, beside
 * chunks that come late, and killed anywhere: chunks go only together with the file's number being written down.
 */
export async function finishRecordings(
  finisher: Finisher,
  workspaceId: string,
  now: Date,
): Promise<Finished> {
  const result: Finished = { finished: 0, errors: [] }
  for (let after = new Date(0); ; ) {
    const due = await listDue(finisher, workspaceId, after, new Date(now.getTime() - quietMs))
    for (const { session_id } of due) {
      try {
        if (await finish(finisher, workspaceId, session_id, now)) result.finished++
      } catch (error) {
        result.errors.push(error)
      }
    }
    const last = due.at(-1)
    if (!last || due.length < batchSize) return result
    after = last.last_chunk_at
  }
}

const listDue = ({ database: { db } }: SessionWriter, workspaceId: string, after: Date, until: Date) =>
  db
    .selectFrom("recording")
    .innerJoin("session", "session.id", "recording.session_id")
    .select(["recording.session_id", "recording.last_chunk_at"])
    .where("recording.workspace_id", "=", workspaceId)
    .where("session.workspace_id", "=", workspaceId)
    .where("recording.finished_at", "is", null)
    .where("recording.deleted_at", "is", null)
    .where("recording.last_chunk_at", ">", after)
    .where("recording.last_chunk_at", "<=", until)
    .where("session.outcome", "<>", "open")
    .orderBy("recording.last_chunk_at")
    .limit(batchSize)
    .execute()

/** @returns whether it was still to be finished */
async function finish(
  finisher: Finisher,
  workspaceId: string,
  sessionId: string,
  now: Date,
): Promise<boolean> {
  const found = await findRecording(finisher.database.db, workspaceId, sessionId)
  if (!found) return false
  const { row, chunks } = found
  const { wrapped_key: wrappedKey } = row
  // another server may have done it since the list was made
  if (wrappedKey === null || row.finished_at !== null) return false
  const owner = { workspaceId, sessionId }
  if (row.file === 0 && chunks.length === 0) return forget(finisher, row, now)
  const kept = await openChunks(finisher, wrappedKey, found).catch(async (error: unknown) => {
    if (error instanceof LostFile && !(await finishWithoutFile(finisher, found, now))) return null
    throw error
  })
  if (kept === null) return false
  const { db } = finisher.database
  // from before the claim on: whoever is held up between the two gives up as well
  const patience = AbortSignal.timeout(longestPutMs)
  const claimed = await claimFile(db, row)
  if (claimed === null) return false
  const { number: file, isAlone } = claimed
  const key = fileKey(owner, row.started_at, file)
  const bytes = sealFile(unwrapKey(finisher.secret, wrappedKey), owner, kept)
  await finisher.storage.put(key, Readable.from([bytes]), patience)
  let isTaken = false
  await changeSessions(finisher, workspaceId, [sessionId], now, async (trx) => {
    isTaken = false
    const { rows } = await sql`
      select from recording
      where workspace_id = ${workspaceId} and session_id = ${sessionId} and file = ${row.file} and files = ${file}
        and wrapped_key is not null
      for update`.execute(trx)
    if (rows.length === 0) return []
    const indexes = kept.map(({ index }) => index)
    await sql`
      delete from recording_chunk
      where workspace_id = ${workspaceId} and session_id = ${sessionId} and n = any(${indexes}::integer[])`.execute(
      trx,
    )
    // one that came since goes into the next file
    await sql`
      update recording set file = ${file}, packed = ${indexes}::integer[],
        finished_at = case when ${nothingSince(row)} then ${now}::timestamptz end
      where workspace_id = ${workspaceId} and session_id = ${sessionId}`.execute(trx)
    isTaken = true
    return [newsOf(finisher, row, isWhole(joinChunks(kept)) ? "available" : "partial")]
  })
  // the one before is not read any more; a new one that nobody took is nobody's
  const unread = isTaken ? row.file : file
  if (unread > 0) await finisher.storage.remove(fileKey(owner, row.started_at, unread))
  if (isTaken && isAlone) await noteInPlace(db, row, file)
  return isTaken
}

/**
 * Finishes a recording whose file is lost or damaged, so that it is not tried again each minute for ever. What came since stays
 * where it is, and so does the number of the file: whoever brings the file back, as one of a disk that was not there, has all of it again.
 * @returns whether it was still to be finished, and nothing has come since
 */
async function finishWithoutFile(
  finisher: Finisher,
  { row, chunks }: StoredRecording,
  now: Date,
): Promise<boolean> {
  const { workspace_id: workspaceId, session_id: sessionId, file } = row
  let isTaken = false
  await changeSessions(finisher, workspaceId, [sessionId], now, async (trx) => {
    const { rows } = await sql`
      update recording set finished_at = ${now}
      where workspace_id = ${workspaceId} and session_id = ${sessionId} and file = ${file}
        and wrapped_key is not null and finished_at is null and not exists (
          select from recording_chunk
          where workspace_id = ${workspaceId} and session_id = ${sessionId}
            and n <> all(${chunks.map(({ n }) => n)}::integer[])
        )
      returning session_id`.execute(trx)
    isTaken = rows.length > 0
    return isTaken ? [newsOf(finisher, row, "partial")] : []
  })
  return isTaken
}

const nothingSince = ({ workspace_id, session_id }: RecordingRow) => sql`not exists (
  select from recording_chunk where workspace_id = ${workspace_id} and session_id = ${session_id}
)`

function newsOf(
  { url }: Finisher,
  row: RecordingRow,
  state: Extract<StoredRecordingState, "available" | "partial">,
): RecordingNews {
  const facts = {
    recording: recordingAddress(url, row.session_id),
    recordingStartTime: row.started_at.toISOString(),
    recordingEndTime: endOf(row).toISOString(),
  }
  return { sessionId: row.session_id, state, facts }
}

/** Where a program reads it. */
export const recordingAddress = (url: string, sessionId: string): string =>
  `${url}/v1/data/recordings/${sessionId}`

/** All of it came: from its beginning on, without gaps, and up to where the flow was closed or left. */
export function isWhole({ head, moves, missing }: RecordedLog): boolean {
  if (head === null || missing.length > 0) return false
  if (moves.some(([, kind]) => kind === "stopped")) return false
  // what a browser sends while its page goes away is the last that there is of many runs
  const last = moves.at(-1)
  return (
    last !== undefined &&
    (last[1] === "closed" || last[1] === "left" || (last[1] === "visible" && last[2] === 0))
  )
}

/** Nothing of it came: the session says so, and there is no recording. */
async function forget(
  finisher: Finisher,
  { workspace_id: workspaceId, session_id: sessionId }: RecordingRow,
  now: Date,
): Promise<boolean> {
  let isForgotten = false
  await changeSessions(finisher, workspaceId, [sessionId], now, async (trx) => {
    const { rows } = await sql`
      delete from recording
      where workspace_id = ${workspaceId} and session_id = ${sessionId} and file = 0 and wrapped_key is not null
        and not exists (select from recording_chunk where workspace_id = ${workspaceId} and session_id = ${sessionId})
      returning session_id`.execute(trx)
    isForgotten = rows.length > 0
    return isForgotten ? [{ sessionId, state: "lost", facts: null }] : []
  })
  return isForgotten
}
