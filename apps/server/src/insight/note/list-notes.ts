import type { Note } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { NoteRow } from "../../db/schema.ts"
import { nameAuthors } from "../../flow/authors.ts"

/** More beside the figures would hide them; the newest are told. */
export const mostNotesShown = 100

export interface NoteQuestion {
  workspaceId: string
  /** IANA name of the workspace's. */
  timeZone: string
  /** Inclusive. */
  from?: Date | undefined
  /** Exclusive. */
  to?: Date | undefined
}

/** A note as whoever asks may see it, and who wrote it. */
export type KnownNote = Omit<Note, "mayChange"> & { authorId: string | null }

type Row = Pick<NoteRow, "id" | "at" | "text" | "author_id" | "key_name" | "created_at" | "updated_at"> & {
  day: string | null
}

/** The notes of a span, the oldest first. */
export async function listNotes(
  db: Db,
  { workspaceId, timeZone, from, to }: NoteQuestion,
): Promise<KnownNote[]> {
  const { rows } = await sql<Row>`
    select ${columns(timeZone)} from note
    where workspace_id = ${workspaceId}
      ${from ? sql`and at >= ${from}` : sql``} ${to ? sql`and at < ${to}` : sql``}
    order by at desc, id desc limit ${sql.lit(mostNotesShown)}`.execute(db)
  return (await named(db, workspaceId, rows)).reverse()
}

/** Null where the workspace has none of that id. */
export async function findNote(
  db: Db,
  { workspaceId, timeZone }: NoteQuestion,
  id: string,
): Promise<KnownNote | null> {
  const { rows } = await sql<Row>`
    select ${columns(timeZone)} from note where workspace_id = ${workspaceId} and id = ${id}`.execute(db)
  return (await named(db, workspaceId, rows))[0] ?? null
}

const columns = (timeZone: string) => sql`id, at, text, author_id, key_name, created_at, updated_at,
  case when is_day then to_char(at at time zone ${timeZone}, 'YYYY-MM-DD') end as day`

async function named(db: Db, workspaceId: string, rows: readonly Row[]): Promise<KnownNote[]> {
  if (rows.length === 0) return []
  const authorOf = await nameAuthors(db, workspaceId)
  return rows.map(({ id, at, day, text, author_id, key_name, created_at, updated_at }) => ({
    ...{ id, at: at.toISOString(), day, text, authorId: author_id },
    author:
      key_name === null
        ? { kind: "person", name: authorOf(author_id).name }
        : { kind: "key", name: key_name },
    createdAt: created_at.toISOString(),
    updatedAt: updated_at.toISOString(),
  }))
}
