import { isUtf8 } from "node:buffer"
import type { Place, SourceItem } from "./source-item.ts"

/** The text of one record; null where it was longer than `maxRecordBytes` and was let go. */
export interface Piece {
  line: number
  bytes: Buffer | null
}

/** A record of a real customer has a few kilobytes; this much memory one may take while it is read. */
export const maxRecordBytes = 16 * 1024 * 1024

export function parsePiece({ bytes }: Piece, place: Place): SourceItem {
  if (bytes === null) return { place, problem: "is longer than 16 MB" }
  if (!isUtf8(bytes)) return { place, problem: "is not valid UTF-8" }
  const text = bytes.toString()
  try {
    return { place, value: JSON.parse(text) }
  } catch (error) {
    const value = parseTrimmed(text)
    if (value !== undefined) return { place, value }
    const cause = error instanceof Error ? error.message.slice(0, 200) : String(error)
    return { place, problem: `is not valid JSON: ${cause}` }
  }
}

/** Lines of a list that was cut up end with a comma; those of a text sequence begin with a mark. */
function parseTrimmed(text: string): unknown {
  const trimmed = text.replace(/,\s*$/, "").slice(text.startsWith("\u001e") ? 1 : 0)
  if (trimmed === text) return undefined
  try {
    return JSON.parse(trimmed)
  } catch {
    return undefined
  }
}
