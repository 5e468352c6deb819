import { defaultExportColumns, type ExportChoice } from "@holdfast/protocol/dashboard"
import { ownTimeZone } from "./time-zones.ts"

/** What somebody begins with whose last choice is not to be had. */
export const beginningChoice = (): ExportChoice => ({
  profile: "spreadsheet",
  columns: [...defaultExportColumns],
  timeZone: ownTimeZone(),
  separator: ",",
  isCompressed: false,
})
