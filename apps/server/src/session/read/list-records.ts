import { type RawBuilder, sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { recordJson } from "../../export/file/record-json.ts"
import { exportedColumns } from "../session-columns.ts"
import { findPage } from "./find-page.ts"
import type { SessionFilter } from "./session-filter.ts"

/** A piece of a list holds so many records in memory, of at most some 64 KB each. */
export const recordsInPiece = 100

/**
 * Sessions as records of the Data API (`toRecord`), newest first, each as its JSON and in pieces: PostgreSQL makes the
 * text, and the server passes it on, since for records of 64 KB reading and writing it was nearly all that a page cost.
 * Which sessions they are is decided at the beginning.
 */
export async function* listRecords(
  db: Db,
  filter: SessionFilter,
  skip: number,
  limit: number,
): AsyncGenerator<string[]> {
  const page = { before: null, skip, size: limit }
  if (limit <= recordsInPiece) {
    yield textsOf(await findPage(db, filter, page, ({ sessions }) => recordsOf(sessions)))
    return
  }
  const found = await findPage(
    db,
    filter,
    page,
    ({ sessions }) => sql<{ id: string }>`
      select session.id from (${sessions}) session order by session.created_at desc, session.id desc`,
  )
  for (let from = 0; from < found.length || from === 0; from += recordsInPiece) {
    const ids = found.slice(from, from + recordsInPiece).map(({ id }) => id)
    const sessions = sql`select session.* from session
      where session.workspace_id = ${filter.workspaceId} and session.id = any(${sql.val(ids)}::uuid[])`
    yield textsOf((await recordsOf(sessions).execute(db)).rows)
  }
}

interface Line {
  record: string
}

const textsOf = (lines: readonly Line[]) => lines.map(({ record }) => record)

/** `detail` is unpacked once, into a plain copy, and not for each field that is read of it. */
const recordsOf = (sessions: RawBuilder<unknown>): RawBuilder<Line> => sql`
  select ${recordJson} as record
  from (
    select ${sql.join(exportedColumns.map((name) => sql.ref(`session.${name}`)))}, session.detail || '{}' as detail
    from (${sessions}) session order by session.created_at desc, session.id desc offset 0
  ) session
  order by session.created_at desc, session.id desc`
