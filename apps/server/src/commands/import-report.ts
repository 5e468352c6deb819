import { closeSync, openSync, writeSync } from "node:fs"
import type { ImportNote } from "../session/import/import-note.ts"
import { FieldTally } from "./field-tally.ts"
import { readable } from "./readable.ts"
import { CommandError } from "./with-database.ts"

/** So many of a kind are told in full. */
const shownInFull = 20

/**
 * Tells of what an import did not take: the first records that were refused or are in progress in full, how many more
 * there are, and which fields were left out of sessions; all of it in a file of NDJSON where one was asked for:
 * `{kind, record, line, id, field, reason}`.
 * @param say shows a line above the progress
 * @throws CommandError where the file cannot be written
 */
export function importReport(path: string | undefined, say: (line: string) => void) {
  const file = path === undefined ? null : openReport(path)
  const counts = { refused: 0, "in progress": 0 }
  const fields = new FieldTally()
  return {
    add(note: ImportNote): void {
      const { kind, place, id, field, reason } = note
      if (file !== null) writeSync(file, `${JSON.stringify({ kind, ...place, id, field, reason })}\n`)
      if (kind === "field") {
        fields.add(note)
        return
      }
      if (++counts[kind] > shownInFull) return
      const what = kind === "refused" ? "Refused" : "Left out"
      say(`${what} ${whereOf(note)}${id === null ? "" : ` (${readable(id)})`}: ${readable(reason)}`)
    },
    /** Closes the file, and says what there was besides the records that were told in full. */
    end(): void {
      for (const [kind, count] of Object.entries(counts)) {
        const rest = (count - shownInFull).toLocaleString("en-US")
        const all = path === undefined ? "; --report FILE keeps all of them." : `, all in ${path}.`
        if (count > shownInFull) say(`And ${rest} more ${kind}${all}`)
      }
      for (const { field, sessions, first } of fields.most()) {
        const number = sessions === 1 ? "1 session" : `${sessions.toLocaleString("en-US")} sessions`
        const example = first && ` The first, on ${whereOf(first)}: ${readable(first.reason)}`
        say(`Left out of ${number}: ${readable(field)}.${example ?? ""}`)
      }
      if (file !== null) closeSync(file)
    },
  }
}

const whereOf = ({ place }: ImportNote) =>
  place.line === null ? `record ${place.record}` : `line ${place.line}`

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
