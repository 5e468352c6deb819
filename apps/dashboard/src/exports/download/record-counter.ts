import type { ExportProfile } from "@holdfast/protocol/dashboard"

const lineFeed = 0x0a
const quote = 0x22

/**
 * Counts the rows of a file as its bytes pass, wherever they are cut. A line of a CSV ends a row only outside quotes (a
 * doubled quote opens and closes again), and its first row is the heading. Neither byte occurs within a longer UTF-8
 * character.
 */
export function recordCounter(profile: ExportProfile): {
  add: (chunk: Uint8Array) => void
  rows: () => number
} {
  const hasHeading = profile !== "ndjson"
  let lines = 0
  let isQuoted = false
  return {
    add(chunk) {
      for (const byte of chunk) {
        if (byte === quote && hasHeading) isQuoted = !isQuoted
        else if (byte === lineFeed && !isQuoted) lines += 1
      }
    },
    rows: () => (hasHeading ? Math.max(0, lines - 1) : lines),
  }
}
