import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { isUuid } from "../../db/uuid.ts"
import { type ListedSession, withSurroundings } from "./listed-session.ts"

/** One session as a row of the stream shows it; null where the workspace has none of that id. */
export async function findListedSession(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<ListedSession | null> {
  if (!isUuid(id)) return null
  const session = sql`select * from session where workspace_id = ${workspaceId} and id = ${id}`
  const { rows } =
    await sql<ListedSession>`select session.*, ${withSurroundings(workspaceId, session)}`.execute(db)
  return rows[0] ?? null
}
