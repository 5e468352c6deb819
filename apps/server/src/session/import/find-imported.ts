import type { Selectable } from "kysely"
import type { Db } from "../../db/database.ts"
import type { SessionRow } from "../../db/schema.ts"
import type { ImportedSession } from "./read-record.ts"
import { sessionRowId } from "./session-row-id.ts"

/** The rows that the workspace has of these sessions, by the `_id` of their record. */
export async function findImported(
  db: Db,
  workspaceId: string,
  sessions: readonly ImportedSession[],
): Promise<Map<string, Selectable<SessionRow>>> {
  const ids: string[] = []
  const foreignIds: string[] = []
  for (const session of sessions) {
    const { id, foreignId } = sessionRowId(workspaceId, session)
    if (foreignId === null) ids.push(id)
    else foreignIds.push(foreignId)
  }
  const mine = db.selectFrom("session").selectAll().where("workspace_id", "=", workspaceId)
  const [own, foreign] = [
    ids.length > 0 ? await mine.where("id", "in", ids).where("foreign_id", "is", null).execute() : [],
    foreignIds.length > 0 ? await mine.where("foreign_id", "in", foreignIds).execute() : [],
  ]
  return new Map([...own, ...foreign].map((row) => [row.foreign_id ?? row.id, row]))
}
