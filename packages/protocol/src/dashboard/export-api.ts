import type { ExportColumnId } from "./export-columns.ts"

/**
 * Exports of the Activity Stream. Every path that makes one takes the stream's own query (`stream-api.ts`: mode, from,
 * to, search, facets), so that a file holds what the screen shows: the same sessions, newest first, bounced ones too.
 * Owners and admins only. Times are ISO 8601 in UTC.
 */

/** Up to here a list downloads at once; above it is prepared in the background. */
export const largestSmallExport = 5000

/** Rows that a spreadsheet program can open. */
export const largestSpreadsheet = 1_048_576

/**
 * `spreadsheet`: CSV for people: UTF-8 with a byte order mark, readable headings, local times, money in whole units,
 * formulas disarmed in text columns. `machine`: CSV after RFC 4180: ids as headings, ISO 8601 times in UTC, money in
 * minor units. `ndjson`: one record of the Data API a line, all of it.
 */
export const exportProfiles = ["spreadsheet", "machine", "ndjson"] as const
export type ExportProfile = (typeof exportProfiles)[number]

/** Between the cells of a spreadsheet; a machine's file always has commas. */
export const exportSeparators = [",", ";", "\t"] as const
export type ExportSeparator = (typeof exportSeparators)[number]

/** How a file is to look. Remembered for each person and workspace. */
export interface ExportChoice {
  profile: ExportProfile
  /** In this order; at least one. NDJSON has the whole record and leaves this aside. */
  columns: ExportColumnId[]
  /** IANA name, for the times of a spreadsheet. */
  timeZone: string
  separator: ExportSeparator
  /** A background file comes as `.gz`. What downloads at once never does. */
  isCompressed: boolean
}

/** Body of what makes a file: how it is to look, and where the dashboard shows what is in it. */
export interface NewExport extends ExportChoice {
  /** The dashboard's query string that shows the same sessions; it is kept with the export. */
  search?: string
}

/** `POST /api/workspaces/:appId/exports/estimate?<stream query>`, body `ExportChoice`. */
export interface ExportEstimate {
  rows: number
  /** Expected size in bytes before compression, from a sample of the rows themselves. */
  bytes: number
  /** Whether it downloads at once. */
  isSmall: boolean
  /** Whether one of this workspace is being prepared already. */
  isBusy: boolean
}

/**
 * `POST /api/workspaces/:appId/exports/download?<stream query>`, body `ExportChoice`: the file itself, at once. The
 * header `x-holdfast-rows` says how many rows will come, `content-disposition` the file's name. 409 `too_many_rows`
 * where there are more than `largestSmallExport`. An answer that breaks off is not whole: the connection is cut.
 */

/**
 * `POST /api/workspaces/:appId/exports?<stream query>`, body `NewExport`: 202 and the `Export`, of any size, prepared
 * in the background. 409 `export_in_progress` where the workspace has one already.
 */

/** `GET /api/workspaces/:appId/exports`: the newest 50, newest first. */
export interface Exports {
  exports: Export[]
}

export type ExportState = "queued" | "running" | "done" | "failed" | "cancelled" | "expired"

/**
 * `GET /api/workspaces/:appId/exports/:exportId`, which takes the `key` of a mailed link too, and then answers 410
 * `export_expired` after its 24 hours and 403 `bad_link` for one that was tampered with.
 * `POST …/:exportId/cancel` stops it and answers it; 409 `export_over` where it is over.
 * `GET …/:exportId/file` is the file, with range requests, until `file.expiresAt`; it takes `key` too.
 * `GET …/:exportId/manifest` is the `ExportManifest`. Both answer 409 `export_not_done` where there is no file yet, 410
 * `export_expired` where there is none any more, and 404 `file_not_found` where somebody removed it from the storage.
 */
export interface Export {
  id: string
  state: ExportState
  choice: ExportChoice
  /** The filter in words, such as "Live, last 90 days, Plan ID: pro-annual". */
  filter: string
  /** The dashboard's query string that shows the same sessions; null where whoever asked did not say. */
  search: string | null
  requestedBy: string
  requestedAt: string
  /** As counted when it was asked for. */
  rowsExpected: number
  rowsDone: number
  /** Of the file, so far. */
  bytesDone: number
  /** Whole and verified; only where `state` is `done`. */
  file: ExportFile | null
  /** Why it failed, for a person; only where `state` is `failed`. */
  reason: string | null
  finishedAt: string | null
}

export interface ExportFile {
  name: string
  rows: number
  bytes: number
  sha256: string
  expiresAt: string
}

/** What stands beside a file, so that it can be checked. */
export interface ExportManifest {
  file: string
  rows: number
  /** Of the file as it is stored. */
  bytes: number
  sha256: string
  /** `link` is null where whoever asked did not say where the dashboard shows it. */
  filter: { words: string; link: string | null }
  choice: ExportChoice
  /** The moment that the whole file shows. */
  snapshotAt: string
  requestedBy: string
  workspace: { appId: string; name: string }
}
