import { closeSync, openSync, writeSync } from "node:fs"
import type { Refusal } from "../session/import/plan-batch.ts"
import { CommandError } from "./with-database.ts"

/** So many are told in full. */
const shownInFull = 20

/**
 * Tells of the records that were refused: the first ones in full, how many more there are, and all of them in a file
 * of NDJSON where one was asked for: `{record, line, id, reason}`.
 * @throws CommandError where the file cannot be written
 */
export function refusalReport(path: string | undefined, say: (line: string) => void) {
  const file = path === undefined ? null : openReport(path)
  let count = 0
  return {
    add(refusal: Refusal): void {
      count++
      const { place, id, reason } = refusal
      if (file !== null) writeSync(file, `${JSON.stringify({ ...place, id, reason })}\n`)
      if (count > shownInFull) return
      const where = place.line === null ? `record ${place.record}` : `line ${place.line}`
      say(`Refused ${where}${id === null ? "" : ` (${readable(id)})`}: ${readable(reason)}`)
    },
    end(): void {
      if (count > shownInFull) {
        const rest = (count - shownInFull).toLocaleString("en-US")
        say(
          `And ${rest} more${path === undefined ? "; --report FILE keeps all of them." : `, all in ${path}.`}`,
        )
      }
      if (file !== null) closeSync(file)
    },
  }
}

/** Customers wrote into it, so it is for their own only. */
function openReport(path: string): number {
  try {
    return openSync(path, "w", 0o600)
  } catch (error) {
    throw new CommandError(
      `--report is "${path}", which cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** Nothing of a record moves the cursor of the terminal. */
const readable = (text: string) => text.replace(/\p{C}/gu, "·")
