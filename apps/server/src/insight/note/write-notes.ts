import { type Kysely, sql } from "kysely"
import { type Actor, recordAudit } from "../../account/audit/record-audit.ts"
import type { Db } from "../../db/database.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import { newId } from "../../db/new-id.ts"
import type { Tables } from "../../db/schema.ts"
import { beginsAt } from "../../session/count/facet-blocks/read-calendar-spans.ts"
import { findNote, type KnownNote } from "./list-notes.ts"

/** More would be a mistake of a program. */
export const mostNotes = 5000

/** Who changes notes, of which workspace, and when. */
export interface NoteWriting {
  workspaceId: string
  /** IANA name of the workspace's. */
  timeZone: string
  /** A person or a key. */
  actor: Extract<Actor, { id: string }>
  now: Date
}

/** When it is: a day of the workspace, or an instant. */
export type NoteTime = { day: string } | { instant: Date }

export interface NoteValues {
  at: NoteTime
  text: string
}

/** Answers null where the workspace has too many. */
export function addNote(
  db: Kysely<Tables>,
  writing: NoteWriting,
  { at, text }: NoteValues,
): Promise<KnownNote | null> {
  const { workspaceId, actor, now } = writing
  // one at a time, so that no more are kept than may be
  return lockedTransaction(db, `notes ${workspaceId}`, async (trx) => {
    const { count } = await trx
      .selectFrom("note")
      .select((eb) => eb.fn.countAll<string>().as("count"))
      .where("workspace_id", "=", workspaceId)
      .executeTakeFirstOrThrow()
    if (Number(count) >= mostNotes) return null
    const id = newId(now)
    await trx
      .insertInto("note")
      .values({
        ...{ workspace_id: workspaceId, id, text, ...(await timeOf(trx, writing, at)) },
        author_id: actor.kind === "person" ? actor.id : null,
        key_name: actor.kind === "key" ? actor.name : null,
        ...{ created_at: now, updated_at: now },
      })
      .execute()
    const note = await found(trx, writing, id)
    await recordAudit(trx, {
      ...{ workspaceId, actor, at: now, action: "note.added", target: targetOf(note) },
      detail: audited(note),
    })
    return note
  })
}

/** Answers null where the note is gone. */
export function changeNote(
  db: Kysely<Tables>,
  writing: NoteWriting,
  id: string,
  { at, text }: Partial<NoteValues>,
): Promise<KnownNote | null> {
  const { workspaceId, actor, now } = writing
  return db.transaction().execute(async (trx) => {
    const before = await lockNote(trx, writing, id)
    if (!before) return null
    await trx
      .updateTable("note")
      .set({
        updated_at: now,
        ...(text !== undefined && { text }),
        ...(at && (await timeOf(trx, writing, at))),
      })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute()
    const note = await found(trx, writing, id)
    await recordAudit(trx, {
      ...{ workspaceId, actor, at: now, action: "note.changed", target: targetOf(note) },
      detail: { before: audited(before), after: audited(note) },
    })
    return note
  })
}

/** Answers what was deleted, null where it was gone. */
export function deleteNote(db: Kysely<Tables>, writing: NoteWriting, id: string): Promise<KnownNote | null> {
  const { workspaceId, actor, now } = writing
  return db.transaction().execute(async (trx) => {
    const note = await lockNote(trx, writing, id)
    if (!note) return null
    await trx.deleteFrom("note").where("workspace_id", "=", workspaceId).where("id", "=", id).execute()
    await recordAudit(trx, {
      ...{ workspaceId, actor, at: now, action: "note.deleted", target: targetOf(note) },
      detail: audited(note),
    })
    return note
  })
}

async function timeOf(
  trx: Db,
  { timeZone }: NoteWriting,
  at: NoteTime,
): Promise<{ at: Date; is_day: boolean }> {
  if ("instant" in at) return { at: at.instant, is_day: false }
  const { rows } = await sql<{ at: Date }>`
    select ${beginsAt("day", timeZone)} as at from (select ${at.day}::date::timestamp as local) day`.execute(
    trx,
  )
  const [first] = rows
  if (!first) throw new Error("A day has no first instant")
  return { at: first.at, is_day: true }
}

/** As it is until the end of the transaction. */
async function lockNote(trx: Db, writing: NoteWriting, id: string): Promise<KnownNote | null> {
  await trx
    .selectFrom("note")
    .select("id")
    .where("workspace_id", "=", writing.workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .execute()
  return findNote(trx, writing, id)
}

async function found(trx: Db, writing: NoteWriting, id: string): Promise<KnownNote> {
  const note = await findNote(trx, writing, id)
  if (!note) throw new Error("A note is gone that this transaction holds")
  return note
}

/** A note has no name: it is known by how it begins. */
const targetOf = ({ id, text }: KnownNote) => ({ kind: "note", id, name: [...text].slice(0, 80).join("") })
const audited = ({ at, day, text }: KnownNote) => ({ at: day ?? at, text })
