import type { Export, ExportState } from "@holdfast/protocol/dashboard"

/** The state of an export at a moment: a file that is over its time is expired, also before anybody has removed it. */
export function stateNow({ state, file }: Export, now: Date): ExportState {
  return state === "done" && file && Date.parse(file.expiresAt) <= now.getTime() ? "expired" : state
}
