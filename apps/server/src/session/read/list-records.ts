import { sql } from "kysely"
import type pg from "pg"
import { copyOut } from "../../db/copy-out.ts"
import { connectTo, giveBack } from "../../db/lost-connections.ts"
import type { Reads } from "../../db/open-reads.ts"
import { recordJson } from "../../export/file/record-json.ts"
import { writtenOut } from "../../export/file/written-out.ts"
import { exportedColumns } from "../session-columns.ts"
import { findPage } from "./find-page.ts"
import { type Piece, readPiece } from "./read-piece.ts"
import type { SessionFilter } from "./session-filter.ts"

/** A piece of a list holds so many records in memory, of at most some 32 KB each. */
const recordsInPiece = 100

/**
 * Sessions as records of the Data API (`toRecord`), newest first, in pieces. PostgreSQL makes the text, and the server passes
 * on its bytes, so that no more than a piece is in memory.
 * Which sessions they are is decided at the beginning.
 */
export async function* listRecords(
  reads: Reads,
  filter: SessionFilter,
  skip: number,
  limit: number,
): AsyncGenerator<Piece> {
  const found = await findPage(
    reads.db,
    filter,
    { before: null, skip, size: limit },
    ({ sessions }) => sql<{ id: string }>`
      select session.id from (${sessions}) session order by session.created_at desc, session.id desc`,
  )
  for (let from = 0; from < found.length; from += recordsInPiece) {
    const ids = found.slice(from, from + recordsInPiece).map(({ id }) => id)
    yield await readOut(reads, copyOfRecords(filter.workspaceId, ids))
  }
}

/**
 * One value with all records, behind their number. While each record was a line, Node was woken for nearly every one of them:
 * a hundred of the fattest took 170 reads where they take 80 now, and about a quarter more of the server's processor time.
 * `detail` is unpacked once, into a plain copy, and not for each field that is read of it. JSON has no control characters, so
 * that nothing is ever quoted.
 */
function copyOfRecords(workspaceId: string, ids: readonly string[]): string {
  const columns = sql.join(exportedColumns.map((name) => sql.ref(`session.${name}`)))
  const select = sql`select count(*), string_agg(record, ',') from (
      select ${recordJson} as record from (
        select ${columns}, session.detail || '{}' as detail from session
        where session.workspace_id = ${workspaceId} and session.id in (${sql.join(ids)})
        order by session.created_at desc, session.id desc offset 0
      ) session order by session.created_at desc, session.id desc
    ) listed`
  return String.raw`copy (${writtenOut(select)}) to stdout (format csv, delimiter E'\x02', quote E'\x01')`
}

/** @throws what PostgreSQL says, such as that it took too long; where it says nothing, that the connection is lost */
async function readOut({ pool, timeoutMs }: Reads, statement: string): Promise<Piece> {
  const client = await connectTo(pool)
  let failure: unknown = null
  try {
    return await read(client, statement, timeoutMs + 2000)
  } catch (error) {
    failure = error
    throw error
  } finally {
    giveBack(pool, client, failure)
  }
}

async function read(client: pg.PoolClient, statement: string, answerTimeoutMs: number): Promise<Piece> {
  const copy = copyOut(client, statement)
  const silence = setTimeout(() => copy.destroy(new Error("Query read timeout")), answerTimeoutMs)
  try {
    return await readPiece(copy as AsyncIterable<Buffer>)
  } finally {
    clearTimeout(silence)
  }
}
