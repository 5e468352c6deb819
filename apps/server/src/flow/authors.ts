import type { Author } from "@holdfast/protocol/dashboard"
import type { Db } from "../db/database.ts"

/** Says who somebody is by their id: null is a key, a command, or nobody. */
export type AuthorOf = (personId: string | null) => Author

/** The people of a workspace by their names. Whoever is gone is named no more. */
export async function nameAuthors(db: Db, workspaceId: string): Promise<AuthorOf> {
  const rows = await db
    .selectFrom("member")
    .innerJoin("auth.user", "auth.user.id", "member.user_id")
    .select(["auth.user.id", "auth.user.name", "auth.user.email"])
    .where("member.workspace_id", "=", workspaceId)
    .execute()
  const names = new Map(rows.map(({ id, name, email }) => [id, name || email]))
  return (personId) => ({ name: personId === null ? null : (names.get(personId) ?? null) })
}
