import type { Db } from "../../db/database.ts"
import { KnownSessions } from "./known-sessions.ts"
import type { ImportedSession } from "./read-record.ts"
import { sessionRowId } from "./session-row-id.ts"

/** What the workspace has of these sessions. */
export async function findImported(
  db: Db,
  workspaceId: string,
  sessions: readonly ImportedSession[],
): Promise<KnownSessions> {
  const wanted = sessions.map((session) => sessionRowId(workspaceId, session))
  const ids = wanted.map(({ id }) => id)
  const foreignIds = wanted.flatMap(({ foreignId }) => foreignId ?? [])
  const mine = db.selectFrom("session").selectAll().where("workspace_id", "=", workspaceId)
  return new KnownSessions(workspaceId, [
    ...(ids.length > 0 ? await mine.where("id", "in", ids).execute() : []),
    // one whose record once had another time has another id
    ...(foreignIds.length > 0 ? await mine.where("foreign_id", "in", foreignIds).execute() : []),
  ])
}
