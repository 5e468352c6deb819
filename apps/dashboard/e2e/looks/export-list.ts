import { defaultExportColumns, type Export, type ExportState } from "@holdfast/protocol/dashboard"
import { fixtureNow } from "../rows.ts"
import { hostileTexts } from "./hostile-rows.ts"

const hourMs = 3_600_000
const at = (hours: number) => new Date(fixtureNow.getTime() + hours * hourMs).toISOString()

/** What `sha256sum` says of the file of a test. */
const fixtureSum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

/** An export in a state, as the server would say it at the moment of the fixtures. */
export function exportNumber(number: number, state: ExportState, changes: Partial<Export>): Export {
  const isMade = state === "done" || state === "expired"
  return {
    id: `01990000-0000-7000-a000-${String(number).padStart(12, "0")}`,
    state,
    choice: {
      profile: "spreadsheet",
      columns: [...defaultExportColumns],
      timeZone: "Europe/Berlin",
      separator: ";",
      isCompressed: false,
    },
    filter: "Live, last 90 days, Plan: Pro monthly",
    search: "range=90d&plan=4900+usd+1+month",
    requestedBy: "owner@example.com",
    requestedAt: at(-number),
    rowsExpected: 20_000,
    rowsDone: isMade ? 20_000 : 0,
    bytesDone: isMade ? 3_100_000 : 0,
    file:
      state === "done"
        ? {
            name: "acme-sessions-2026-11-23.csv",
            rows: 20_000,
            bytes: 3_100_000,
            sha256: fixtureSum,
            expiresAt: at(24 - number),
          }
        : null,
    reason: state === "failed" ? "The disk of the server is full." : null,
    finishedAt: state === "queued" || state === "running" ? null : at(-number + 0.1),
    ...changes,
  }
}

/** Everything that a person or a customer may have written, at its worst. */
export function hostileExport(): Export {
  const text = hostileTexts.join(" ")
  const made = exportNumber(3, "done", { filter: text, requestedBy: text, search: "plan=~&__proto__=x" })
  return { ...made, file: made.file && { ...made.file, name: `${hostileTexts[1]}${hostileTexts[0]}.csv` } }
}
