import type { Kysely } from "kysely"
import type { Tables } from "../../db/schema.ts"
import { removeFilesOf } from "../../recording/remove-files.ts"
import type { Storage } from "../../storage/storage.ts"
import { peopleTransaction } from "../people/change-people.ts"
import { removeRows } from "./remove-rows.ts"

export type RemovalRefusal =
  | "no_such_workspace"
  /** Without any, the next start would make one. */
  | "is_the_only_one"
  /** Its worker reads what would be removed. */
  | "prepares_an_export"

/**
 * The workspace is no more: nobody can sign in to it or send it anything, and it stands in `workspace_removal` until
 * `finishRemovals` has removed what it left.
 */
export const beginRemoval = (
  db: Kysely<Tables>,
  workspaceId: string,
  now: Date,
): Promise<"begun" | RemovalRefusal> =>
  peopleTransaction(db, workspaceId, async (trx) => {
    const workspaces = await trx
      .selectFrom("workspace")
      .select(["id", "app_id", "name"])
      .orderBy("id")
      .forUpdate()
      .execute()
    const workspace = workspaces.find(({ id }) => id === workspaceId)
    if (!workspace) return "no_such_workspace"
    if (workspaces.length === 1) return "is_the_only_one"
    const prepared = await trx
      .selectFrom("export")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .where("state", "in", ["queued", "running"])
      .executeTakeFirst()
    if (prepared) return "prepares_an_export"
    const { app_id, name } = workspace
    await trx
      .insertInto("workspace_removal")
      .values({ workspace_id: workspaceId, app_id, name, begun_at: now })
      .execute()
    await trx.deleteFrom("workspace").where("id", "=", workspaceId).execute()
    return "begun"
  })

/** Twice as long as a server remembers a workspace (`directory.ts`): until then reports may come for it. */
export const remembersMs = 10_000

/**
 * Removes what workspaces left that are no more, in small pieces, so that nobody waits for it. Safe to run twice at
 * once, and to be killed: the next one goes on.
 * @returns how many are over; one whose removal began a moment ago is looked at again by the next run
 */
export async function finishRemovals(
  db: Kysely<Tables>,
  storage: Pick<Storage, "list" | "listUnfinished" | "remove">,
  now: Date,
): Promise<number> {
  const removals = await db.selectFrom("workspace_removal").selectAll().orderBy("begun_at").execute()
  let over = 0
  for (const { workspace_id: workspaceId, begun_at } of removals) {
    await removeRows(db, workspaceId)
    // nobody could read them by now: their keys went with the rows
    await removeFilesOf(storage, workspaceId)
    if (now.getTime() - begun_at.getTime() < remembersMs) continue
    await db.deleteFrom("workspace_removal").where("workspace_id", "=", workspaceId).execute()
    over += 1
  }
  return over
}
