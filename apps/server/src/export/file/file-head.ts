import { type ExportChoice, exportColumns } from "@holdfast/protocol/dashboard"

/** What stands before the rows: a byte order mark, by which Excel knows UTF-8, and the headings. */
export function fileHead({ profile, columns, separator }: ExportChoice): string {
  if (profile === "ndjson") return ""
  if (profile === "machine") return `${columns.join(",")}\r\n`
  const labels = columns.map((id) => exportColumns.find((column) => column.id === id)?.label ?? id)
  return `\ufeff${labels.join(separator)}\r\n`
}
