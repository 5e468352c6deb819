import { createHash } from "node:crypto"
import { uuidv7 } from "@holdfast/protocol"
import { isUuid } from "../../db/uuid.ts"

/**
 * Under which ids a session from elsewhere is kept. A UUID is the same in capitals and in small letters, and stays what
 * it is. Any other text has an id that follows from it, always the same one, ordered by the session's time as all
 * others are. What is no UUID as we write it is kept beside that id, to be given back.
 */
export function sessionRowId(
  workspaceId: string,
  { id, createdAt }: { id: string; createdAt: Date },
): { id: string; foreignId: string | null } {
  const small = id.toLowerCase()
  const ours = isUuid(small) ? small : derivedId(workspaceId, id, createdAt)
  return { id: ours, foreignId: ours === id ? null : id }
}

function derivedId(workspaceId: string, id: string, createdAt: Date): string {
  const hash = createHash("sha256").update(`${workspaceId} ${id}`).digest()
  return uuidv7(createdAt.getTime(), hash)
}
