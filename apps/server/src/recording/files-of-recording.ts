import { type Selectable, sql } from "kysely"
import type { Db } from "../db/database.ts"
import type { Tables } from "../db/schema.ts"
import type { Storage } from "../storage/storage.ts"
import { filePrefix, folderOf } from "./stored-log.ts"

/**
 * No file of a recording is in the storage without a row that knows it. Before a file is begun, the row counts it and says when
 * the storage is to be swept (`sweep_at`). Whoever has put the file in the place of the one before takes that back. Where they do not come
 * so far, be it by a kill, a fault of the storage, or since the recording was deleted meanwhile, the sweep removes all files but the
 * one that the row names. The times are the database's, which is one clock for all servers.
 */

/** Longest that the writing of a file may take; then it is given up. */
export const longestPutMs = 2 * 60_000
/** So long after a file was begun nobody is still writing it. */
export const sweepAfterMs = 10 * 60_000

const sweepTime = sql<Date>`now() + make_interval(secs => ${sweepAfterMs / 1000})`

type Row = Selectable<Tables["recording"]>
type Named = Pick<Row, "workspace_id" | "session_id" | "started_at">

export interface ClaimedFile {
  number: number
  /** Nobody else may have begun one that is not swept yet. */
  isAlone: boolean
}

/**
 * A number for a new file, which no other server has. It may become the recording's file only while it is the last one that was given out.
 * @returns null where the recording was deleted, or finished by another server
 */
export async function claimFile(db: Db, row: Row): Promise<ClaimedFile | null> {
  const claimed = await db
    .updateTable("recording")
    .set(({ eb }) => ({ files: eb("files", "+", 1), sweep_at: sweepTime }))
    .where("workspace_id", "=", row.workspace_id)
    .where("session_id", "=", row.session_id)
    .where("wrapped_key", "is not", null)
    .where("finished_at", "is", null)
    .returning("files")
    .executeTakeFirst()
  return claimed
    ? { number: claimed.files, isAlone: row.sweep_at === null && claimed.files === row.files + 1 }
    : null
}

/**
 * There is nothing to sweep any more: the file of a number is the recording's, those before are removed, and nobody has begun another.
 * Of a deleted recording the sweep alone can say so.
 */
export const noteInPlace = (db: Db, row: Row, number: number) =>
  withoutSweep(db, row, number).where("deleted_at", "is", null).execute()

const withoutSweep = (
  db: Db,
  { workspace_id, session_id }: Pick<Row, "workspace_id" | "session_id">,
  number: number,
) =>
  db
    .updateTable("recording")
    .set({ sweep_at: null })
    .where("workspace_id", "=", workspace_id)
    .where("session_id", "=", session_id)
    .where("files", "=", number)

/** So many are swept in one go; the next run of the job goes on. */
const sweptAtOnce = 1000

export interface Swept {
  swept: number
  /** One for each that could not be swept, which is tried again as late as a new one. */
  errors: unknown[]
}

/** Removes the files that nobody reads of all recordings whose time has come. Safe to run twice, and killed anywhere. */
export async function sweepFiles(db: Db, storage: Storage, workspaceId: string): Promise<Swept> {
  const due = await db
    .selectFrom("recording")
    .select("session_id")
    .where("workspace_id", "=", workspaceId)
    .where("sweep_at", "<=", sql<Date>`now()`)
    .orderBy("sweep_at")
    .limit(sweptAtOnce)
    .execute()
  const result: Swept = { swept: 0, errors: [] }
  for (const { session_id: sessionId } of due) {
    const row = await fence(db, workspaceId, sessionId)
    if (!row) continue
    try {
      await removeUnread(storage, row)
      await withoutSweep(db, row, row.files).execute()
      result.swept++
    } catch (error) {
      result.errors.push(error)
    }
  }
  return result
}

/**
 * Gives out a number that nobody writes. So no file that was begun before can become the recording's while its files are swept, however
 * late its writer comes.
 */
const fence = (db: Db, workspaceId: string, sessionId: string) =>
  db
    .updateTable("recording")
    .set(({ eb }) => ({ files: eb("files", "+", 1), sweep_at: sweepTime }))
    .where("workspace_id", "=", workspaceId)
    .where("session_id", "=", sessionId)
    .where("sweep_at", "<=", sql<Date>`now()`)
    .returning(["workspace_id", "session_id", "started_at", "file", "files", "deleted_at"])
    .executeTakeFirst()

async function removeUnread(
  storage: Storage,
  row: Named & Pick<Row, "file" | "files" | "deleted_at">,
): Promise<void> {
  const prefix = prefixOf(row)
  const read = row.deleted_at === null && row.file > 0 ? `${prefix}${row.file}` : null
  // those of later numbers are being written
  const isUnread = (key: string) => key !== read && !(Number(key.slice(prefix.length)) > row.files)
  const published = await storage.list(prefix)
  await removeFiles(storage, published.filter(isUnread))
  const unfinished = await storage.listUnfinished(prefix)
  for (const { remove } of unfinished.filter(({ key }) => isUnread(key))) await remove()
}

const prefixOf = ({ workspace_id: workspaceId, session_id: sessionId, started_at }: Named) =>
  filePrefix({ workspaceId, sessionId }, started_at)

type Deleted = Named & Pick<Row, "file" | "sweep_at">

/**
 * Removes the files of deleted recordings that are there now. What is being written besides, and what cannot be removed, is left to the
 * sweep.
 * @param rows as they were before their sweeps became due
 */
export async function removeDeletedFiles(
  db: Db,
  storage: Storage,
  workspaceId: string,
  rows: readonly Deleted[],
): Promise<void> {
  const gone: string[] = []
  const remove = async (row: Deleted) => {
    const isSettled = row.sweep_at === null
    const prefix = prefixOf(row)
    if (!isSettled) await removeFiles(storage, await storage.list(prefix))
    else if (row.file > 0) await storage.remove(`${prefix}${row.file}`)
    if (isSettled) gone.push(row.session_id)
  }
  for (let i = 0; i < rows.length; i += atOnce)
    await Promise.allSettled(rows.slice(i, i + atOnce).map(remove))
  if (gone.length === 0) return
  await db
    .updateTable("recording")
    .set({ sweep_at: null })
    .where("workspace_id", "=", workspaceId)
    .where("session_id", "in", gone)
    .execute()
}

const atOnce = 8

/** Removes files of the storage, a few at once; those that are gone already as well. */
async function removeFiles(storage: Pick<Storage, "remove">, keys: readonly string[]): Promise<void> {
  for (let i = 0; i < keys.length; i += atOnce)
    await Promise.all(keys.slice(i, i + atOnce).map((key) => storage.remove(key)))
}

/** Removes the files of all recordings of a workspace that is no more. */
export async function removeFilesOf(
  storage: Pick<Storage, "list" | "listUnfinished" | "remove">,
  workspaceId: string,
): Promise<void> {
  const folder = folderOf(workspaceId)
  await removeFiles(storage, await storage.list(folder))
  for (const { remove } of await storage.listUnfinished(folder)) await remove()
}
