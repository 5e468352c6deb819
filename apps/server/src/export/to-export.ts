import type { Export } from "@holdfast/protocol/dashboard"
import type { Selectable } from "kysely"
import type { ExportRow } from "../db/schema.ts"

export type StoredExport = Selectable<ExportRow>

/** The row as it travels. */
export const toExport = (row: StoredExport): Export => ({
  id: row.id,
  state: row.state,
  choice: row.choice,
  filter: row.filter_words,
  search: row.search,
  requestedBy: row.requested_by_email,
  requestedAt: row.requested_at.toISOString(),
  rowsExpected: Number(row.rows_expected),
  rowsDone: Number(row.rows_done),
  bytesDone: Number(row.bytes_done),
  file:
    row.state === "done" && row.sha256 !== null && row.expires_at !== null
      ? {
          name: row.file_name,
          rows: Number(row.rows_done),
          bytes: Number(row.bytes_done),
          sha256: row.sha256,
          expiresAt: row.expires_at.toISOString(),
        }
      : null,
  reason: row.reason,
  finishedAt: row.finished_at?.toISOString() ?? null,
})
