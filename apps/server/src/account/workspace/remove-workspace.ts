import type { Kysely } from "kysely"
import type { Tables } from "../../db/schema.ts"
import { removeFilesOf, sweepAfterMs } from "../../recording/files-of-recording.ts"
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
/** And so long a file of one of its recordings may still be written. */
const overAfterMs = Math.max(remembersMs, sweepAfterMs)

export interface Removals {
  /** How many are over; one whose removal began a while ago is looked at again by the next run. */
  over: number
  /** One for each that could not be finished yet; it keeps none of the others waiting. */
  errors: unknown[]
}

/**
 * Removes what workspaces left that are no more, in small pieces, so that nobody waits for it. Safe to run twice at
 * once, and to be killed: the next one goes on.
 */
export async function finishRemovals(
  db: Kysely<Tables>,
  storage: Pick<Storage, "list" | "listUnfinished" | "remove">,
  now: Date,
): Promise<Removals> {
  const removals = await db.selectFrom("workspace_removal").selectAll().orderBy("begun_at").execute()
  const result: Removals = { over: 0, errors: [] }
  for (const { workspace_id: workspaceId, begun_at } of removals) {
    try {
      await removeRows(db, workspaceId)
      // nobody could read them by now: their keys went with the rows
      await removeFilesOf(storage, workspaceId)
      if (now.getTime() - begun_at.getTime() < overAfterMs) continue
      await db.deleteFrom("workspace_removal").where("workspace_id", "=", workspaceId).execute()
      result.over++
    } catch (error) {
      result.errors.push(error)
    }
  }
  return result
}
