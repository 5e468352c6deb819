import { joinChunks, type RecordedLog } from "@holdfast/protocol/recording"
import { type Selectable, sql } from "kysely"
import type { Secret } from "../account/secret.ts"
import type { Db } from "../db/database.ts"
import type { Tables } from "../db/schema.ts"
import type { Storage } from "../storage/storage.ts"
import { unwrapKey } from "./recording-crypt.ts"
import { fileKey, type KeptChunk, openChunk, openFile } from "./stored-log.ts"

export type RecordingRow = Selectable<Tables["recording"]>

/** Where the bytes of recordings lie, and what opens them. */
export interface RecordingStore {
  storage: Storage
  secret: Secret
}

/** A recording as far as it has come; `deleted` where nobody can read it any more. */
export type FoundRecording =
  | { kind: "deleted"; deletedAt: Date }
  | { kind: "kept"; startedAt: Date; endedAt: Date; isFinished: boolean; log: RecordedLog }

/**
 * Reads the recording of a session, also while it grows: what was put into its file, and the chunks that came since. Where the
 * file is lost or damaged, its pieces are missing.
 * @returns null where there is none
 */
export async function readRecording(
  db: Db,
  store: RecordingStore,
  workspaceId: string,
  sessionId: string,
): Promise<FoundRecording | null> {
  for (let fileBefore = -1; ; ) {
    const found = await findRecording(db, workspaceId, sessionId)
    if (!found) return null
    const { row } = found
    const { wrapped_key: wrappedKey } = row
    if (wrappedKey === null) return { kind: "deleted", deletedAt: row.deleted_at ?? row.last_chunk_at }
    const times = { startedAt: row.started_at, endedAt: endOf(row), isFinished: row.finished_at !== null }
    try {
      const log = joinChunks(await openChunks(store, wrappedKey, found))
      return { kind: "kept", ...times, log }
    } catch (error) {
      if (!(error instanceof LostFile)) throw error
      // meanwhile another file may have taken its place, or the recording was deleted: that shows when it is looked up again
      if (row.file === fileBefore)
        return { kind: "kept", ...times, log: withoutFile(row, openSince(store, wrappedKey, found)) }
      fileBefore = row.file
    }
  }
}

/** The file is not there, or is not what was put there. */
export class LostFile extends Error {}

function withoutFile({ packed }: RecordingRow, since: readonly KeptChunk[]): RecordedLog {
  const log = joinChunks(since)
  const missing = new Set([...packed, ...log.missing])
  return { ...log, missing: [...missing].sort((a, b) => a - b) }
}

/** When its last move was, by our clock. */
export const endOf = ({ started_at, length_ms }: RecordingRow): Date =>
  new Date(started_at.getTime() + length_ms)

/** A recording as the database has it at one moment. */
export interface StoredRecording {
  row: RecordingRow
  chunks: { n: number; bytes: Buffer }[]
}

/** The row and the chunks of one moment: between two questions the chunks could have gone into another file. */
export async function findRecording(
  db: Db,
  workspaceId: string,
  sessionId: string,
): Promise<StoredRecording | null> {
  const { rows } = await sql<RecordingRow & { n: number | null; chunk: Buffer | null }>`
    select recording.*, chunk.n, chunk.bytes as chunk from recording
    left join recording_chunk chunk
      on chunk.workspace_id = ${workspaceId} and chunk.session_id = recording.session_id
    where recording.workspace_id = ${workspaceId} and recording.session_id = ${sessionId}
    order by chunk.n`.execute(db)
  const [row] = rows
  if (!row) return null
  const chunks = rows.flatMap(({ n, chunk }) => (n === null || chunk === null ? [] : [{ n, bytes: chunk }]))
  return { row, chunks }
}

/**
 * All that is kept of a recording.
 * @throws LostFile
 */
export async function openChunks(
  store: RecordingStore,
  wrappedKey: Buffer,
  found: StoredRecording,
): Promise<KeptChunk[]> {
  const since = openSince(store, wrappedKey, found)
  return found.row.file === 0 ? since : [...(await openPacked(store, wrappedKey, found.row)), ...since]
}

const ownerOf = (row: RecordingRow) => ({ workspaceId: row.workspace_id, sessionId: row.session_id })

function openSince({ secret }: RecordingStore, wrappedKey: Buffer, { row, chunks }: StoredRecording) {
  const key = unwrapKey(secret, wrappedKey)
  return chunks.map(({ n, bytes }) => openChunk(key, ownerOf(row), n, bytes))
}

async function openPacked({ storage, secret }: RecordingStore, wrappedKey: Buffer, row: RecordingRow) {
  const name = fileKey(ownerOf(row), row.started_at, row.file)
  let bytes: Buffer
  try {
    bytes = Buffer.concat(await (await storage.read(name)).toArray())
  } catch (error) {
    if ((await storage.stat(name)) === null) throw new LostFile(`${name} is not there`)
    throw error
  }
  const key = unwrapKey(secret, wrappedKey)
  try {
    return openFile(key, ownerOf(row), bytes)
  } catch {
    throw new LostFile(`${name} is not what was put there`)
  }
}
