import { type AuditEntry, csvLine } from "@holdfast/protocol/dashboard"

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

export const auditCsvHead = csvLine(columns.map(([name]) => name))

/** An entry as a line of CSV (RFC 4180). */
export const auditCsvLine = (entry: AuditEntry): string => csvLine(columns.map(([, read]) => read(entry)))
