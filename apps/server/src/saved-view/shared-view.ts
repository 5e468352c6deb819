import type { Db } from "../db/database.ts"

const sharedView = (db: Db, workspaceId: string, viewId: string) =>
  db
    .selectFrom("saved_view")
    .select("search")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", viewId)
    .where("is_shared", "=", true)

/** The address of a view that the workspace shares; null for one that is gone or private. */
export async function findSharedView(db: Db, workspaceId: string, viewId: string): Promise<string | null> {
  const view = await sharedView(db, workspaceId, viewId).executeTakeFirst()
  return view?.search ?? null
}

/** Whether the workspace shares it. It is neither deleted nor made private before this transaction has ended. */
export async function holdSharedView(trx: Db, workspaceId: string, viewId: string): Promise<boolean> {
  const view = await sharedView(trx, workspaceId, viewId).forShare().executeTakeFirst()
  return view !== undefined
}
