import { createHash } from "node:crypto"
import { uuidv7 } from "@holdfast/protocol"
import { isUuid } from "../../db/uuid.ts"

/**
 * Under which ids a session from elsewhere is kept. A UUID stays what it is. Any other text is kept beside an id that
 * follows from it, always the same one, ordered by the session's time as all others are.
 */
export function sessionRowId(
  workspaceId: string,
  { id, createdAt }: { id: string; createdAt: Date },
): { id: string; foreignId: string | null } {
  if (isUuid(id)) return { id, foreignId: null }
  const hash = createHash("sha256").update(`${workspaceId} ${id}`).digest()
  return { id: uuidv7(createdAt.getTime(), hash), foreignId: id }
}
