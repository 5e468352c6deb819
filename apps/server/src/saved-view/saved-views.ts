import type { NewView, SavedView, ViewChange } from "@holdfast/protocol/dashboard"
import { type Kysely, sql } from "kysely"
import type { Db } from "../db/database.ts"
import { lockedTransaction } from "../db/locked-transaction.ts"
import { newId } from "../db/new-id.ts"
import type { Tables } from "../db/schema.ts"

/** More would be a mistake, or mischief. */
export const mostViewsOfOne = 200

/** Whose views: a person in a workspace. */
export interface ViewReader {
  workspaceId: string
  userId: string
}

/** Why a view was not kept. */
export type ViewRefusal = "name_taken" | "too_many"

const columns = [
  "saved_view.id",
  "saved_view.name",
  "saved_view.search",
  "saved_view.is_shared",
  "saved_view.owner_id",
  "saved_view.created_at",
  "saved_view.updated_at",
  "auth.user.name as owner_name",
] as const

/** The views that a person may see: their own and the shared ones. */
const visible = (db: Db, { workspaceId, userId }: ViewReader) =>
  db
    .selectFrom("saved_view")
    .leftJoin("auth.user", "auth.user.id", "saved_view.owner_id")
    .select(columns)
    .where("saved_view.workspace_id", "=", workspaceId)
    .where((eb) => eb.or([eb("saved_view.owner_id", "=", userId), eb("saved_view.is_shared", "=", true)]))

type Row = Awaited<ReturnType<ReturnType<typeof visible>["executeTakeFirstOrThrow"]>>

const toView = (row: Row, { userId }: ViewReader): SavedView => ({
  id: row.id,
  name: row.name,
  search: row.search,
  isShared: row.is_shared,
  isMine: row.owner_id === userId,
  ownerName: row.owner_name || null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})

/** By name. */
export async function listViews(db: Db, reader: ViewReader): Promise<SavedView[]> {
  const rows = await visible(db, reader)
    .orderBy((eb) => eb.fn<string>("lower", ["saved_view.name"]))
    .orderBy("saved_view.id")
    .execute()
  return rows.map((row) => toView(row, reader))
}

/** null also for a private view of somebody else, which thereby stays unseen. */
export async function findView(db: Db, reader: ViewReader, id: string): Promise<SavedView | null> {
  const row = await visible(db, reader).where("saved_view.id", "=", id).executeTakeFirst()
  return row ? toView(row, reader) : null
}

export function createView(
  db: Kysely<Tables>,
  reader: ViewReader,
  { name, search, isShared = false }: NewView,
  now: Date,
): Promise<SavedView | ViewRefusal> {
  return oneAtATime(db, reader, async (trx) => {
    const id = newId(now)
    if (await isTaken(trx, reader, name, id)) return "name_taken"
    if ((await countOwn(trx, reader)) >= mostViewsOfOne) return "too_many"
    await trx
      .insertInto("saved_view")
      .values({
        workspace_id: reader.workspaceId,
        id,
        owner_id: reader.userId,
        name,
        search,
        is_shared: isShared,
        created_at: now,
        updated_at: now,
      })
      .execute()
    const view = await findView(trx, reader, id)
    if (!view) throw new Error("A view that was just kept is gone")
    return view
  })
}

/** Changes a view of the person's own; null where they have none of that id. */
export function changeView(
  db: Kysely<Tables>,
  reader: ViewReader,
  id: string,
  { name, search, isShared }: ViewChange,
  now: Date,
): Promise<SavedView | ViewRefusal | null> {
  return oneAtATime(db, reader, async (trx) => {
    if (name !== undefined && (await isTaken(trx, reader, name, id))) return "name_taken"
    await trx
      .updateTable("saved_view")
      .set({
        updated_at: now,
        ...(name !== undefined && { name }),
        ...(search !== undefined && { search }),
        ...(isShared !== undefined && { is_shared: isShared }),
      })
      .where("workspace_id", "=", reader.workspaceId)
      .where("id", "=", id)
      .where("owner_id", "=", reader.userId)
      .execute()
    return findView(trx, reader, id)
  })
}

/** Its weekly mails and its goals end with it, whoever chose them. */
export function deleteView(db: Kysely<Tables>, workspaceId: string, id: string): Promise<void> {
  return db.transaction().execute(async (trx) => {
    // the view first: who sets a goal of it meanwhile holds it, and is waited for
    await trx.deleteFrom("saved_view").where("workspace_id", "=", workspaceId).where("id", "=", id).execute()
    for (const table of ["digest", "goal"] as const)
      await trx.deleteFrom(table).where("workspace_id", "=", workspaceId).where("view_id", "=", id).execute()
  })
}

/** A person's changes wait for each other, so that the number and the names are what was counted. */
const oneAtATime = <T>(
  db: Kysely<Tables>,
  { workspaceId, userId }: ViewReader,
  work: (trx: Db) => Promise<T>,
) => lockedTransaction(db, `views ${workspaceId} ${userId}`, work)

/** Whether another view of the person has the name already; the database folds the case, as its index does. */
async function isTaken(db: Db, reader: ViewReader, name: string, id: string): Promise<boolean> {
  const row = await ownOf(db, reader)
    .select("id")
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where("id", "<>", id)
    .executeTakeFirst()
  return row !== undefined
}

async function countOwn(db: Db, reader: ViewReader): Promise<number> {
  const { count } = await ownOf(db, reader)
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow()
  return Number(count)
}

const ownOf = (db: Db, { workspaceId, userId }: ViewReader) =>
  db.selectFrom("saved_view").where("workspace_id", "=", workspaceId).where("owner_id", "=", userId)
