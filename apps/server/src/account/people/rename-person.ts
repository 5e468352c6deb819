import type { Db } from "../../db/database.ts"

/** Gives a person another name, in all their workspaces. @param name on one line */
export async function renamePerson(db: Db, userId: string, name: string, now: Date): Promise<void> {
  await db.updateTable("auth.user").set({ name, updatedAt: now }).where("id", "=", userId).execute()
}
