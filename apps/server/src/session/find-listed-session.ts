import type { Db } from "../db/database.ts"
import { isUuid } from "../db/uuid.ts"
import { type ListedSession, listSessions } from "./list-sessions.ts"

/** One session as a row of the stream shows it; null where the workspace has none of that id. */
export async function findListedSession(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<ListedSession | null> {
  if (!isUuid(id)) return null
  const found = await db
    .selectFrom("session")
    .select("mode")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst()
  if (!found) return null
  const [session] = await listSessions(
    db,
    { workspaceId, mode: found.mode, ids: { sessionId: [id] } },
    null,
    1,
  )
  return session ?? null
}
