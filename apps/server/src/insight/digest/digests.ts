import type { Digest, DigestChoice } from "@holdfast/protocol/dashboard"
import type { Kysely } from "kysely"
import type { Db } from "../../db/database.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import { newId } from "../../db/new-id.ts"
import type { DigestRow, Tables } from "../../db/schema.ts"
import { findView, type ViewReader } from "../../saved-view/saved-views.ts"
import { nextDue } from "./next-due.ts"

/** More would be a mistake, or mischief. */
export const mostDigestsOfOne = 20

/** Why a weekly mail was not kept. */
export type DigestRefusal = "view_not_found" | "too_many"

const columns = [
  "id",
  "view_id",
  "weekday",
  "hour",
  "time_zone",
  "next_at",
] as const satisfies (keyof DigestRow)[]

const ownOf = (db: Db, { workspaceId, userId }: ViewReader) =>
  db.selectFrom("digest").where("workspace_id", "=", workspaceId).where("user_id", "=", userId)

/** The weekly mails of a person in a workspace, in the order in which they were chosen. */
export async function listDigests(db: Db, reader: ViewReader): Promise<Digest[]> {
  const rows = await ownOf(db, reader).select(columns).orderBy("created_at").orderBy("id").execute()
  return rows.map(toDigest)
}

/** Begins the weekly mail of a view, or changes the one there is. A week that had its mail gets no second one. */
export function keepDigest(
  db: Kysely<Tables>,
  reader: ViewReader,
  choice: DigestChoice,
  now: Date,
): Promise<Digest | DigestRefusal> {
  const { viewId, weekday, hour, timeZone } = choice
  const { workspaceId, userId } = reader
  return lockedTransaction(db, `digests ${workspaceId} ${userId}`, async (trx) => {
    if (viewId !== null && !(await findView(trx, reader, viewId))) return "view_not_found"
    const own = await ownOf(trx, reader).select(["id", "view_id", "last_week"]).forUpdate().execute()
    const known = own.find(({ view_id }) => view_id === viewId)
    if (!known && own.length >= mostDigestsOfOne) return "too_many"
    const nextAt = await nextDue(trx, choice, { after: now, lastWeek: known?.last_week ?? null })
    const id = known?.id ?? newId(now)
    const chosen = { weekday, hour, time_zone: timeZone, next_at: nextAt }
    if (known) {
      await trx
        .updateTable("digest")
        .set(chosen)
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", id)
        .execute()
    } else {
      await trx
        .insertInto("digest")
        .values({
          workspace_id: workspaceId,
          id,
          user_id: userId,
          view_id: viewId,
          ...chosen,
          created_at: now,
        })
        .execute()
    }
    return { id, ...choice, nextAt: nextAt.toISOString() }
  })
}

/** @returns false where the person has none of that id */
export async function removeDigest(
  db: Db,
  { workspaceId, userId }: ViewReader,
  id: string,
): Promise<boolean> {
  const removed = await db
    .deleteFrom("digest")
    .where("workspace_id", "=", workspaceId)
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst()
  return removed !== undefined
}

/** All weekly mails of somebody who belongs to the workspace no longer. */
export async function removeDigestsOf(db: Db, { workspaceId, userId }: ViewReader): Promise<void> {
  await db
    .deleteFrom("digest")
    .where("workspace_id", "=", workspaceId)
    .where("user_id", "=", userId)
    .execute()
}

const toDigest = (row: Pick<DigestRow, (typeof columns)[number]>): Digest => ({
  id: row.id,
  viewId: row.view_id,
  weekday: row.weekday,
  hour: row.hour,
  timeZone: row.time_zone,
  nextAt: row.next_at.toISOString(),
})
