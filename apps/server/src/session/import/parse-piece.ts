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
  try {
    return { place, value: JSON.parse(bytes.toString()) }
  } catch (error) {
    const cause = error instanceof Error ? error.message.slice(0, 200) : String(error)
    return { place, problem: `is not valid JSON: ${cause}` }
  }
}
