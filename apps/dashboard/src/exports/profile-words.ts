import type { ExportProfile } from "@holdfast/protocol/dashboard"

export const profileWords: Record<ExportProfile, string> = {
  spreadsheet: "Spreadsheet",
  machine: "Machine",
  ndjson: "NDJSON",
}
