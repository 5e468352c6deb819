import type { ExportProfile } from "@holdfast/protocol/dashboard"

/** Of a file that is not compressed. */
export const exportContentType = (profile: ExportProfile): string =>
  profile === "ndjson" ? "application/x-ndjson; charset=utf-8" : "text/csv; charset=utf-8"
