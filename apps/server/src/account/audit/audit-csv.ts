import type { AuditEntry } from "@holdfast/protocol/dashboard"
import { disarmedText } from "../../export/file/disarmed.ts"

const columns: [name: string, read: (entry: AuditEntry) => string | null][] = [
  ["Time", ({ at }) => at],
  ["Who", ({ actor }) => actor.name],
  ["Who is a", ({ actor }) => actor.kind],
  ["Who (ID)", ({ actor }) => actor.id],
  ["What", ({ action }) => action],
  ["To what", ({ target }) => target?.name ?? null],
  ["To what is a", ({ target }) => target?.kind ?? null],
  ["To what (ID)", ({ target }) => target?.id ?? null],
  ["Details", ({ detail }) => (Object.keys(detail).length > 0 ? JSON.stringify(detail) : null)],
  ["From where", ({ address }) => address],
]

export const auditCsvHead = line(columns.map(([name]) => name))

/** An entry as a line of CSV (RFC 4180). */
export const auditCsvLine = (entry: AuditEntry): string => line(columns.map(([, read]) => read(entry)))

function line(cells: readonly (string | null)[]): string {
  return `${cells.map(cell).join(",")}\r\n`
}

/** What a spreadsheet would take for a formula gets an apostrophe in front, also where a program that is set to semicolons would begin a cell. */
function cell(text: string | null): string {
  if (text === null) return ""
  const safe = disarmedText(text, ",")
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
