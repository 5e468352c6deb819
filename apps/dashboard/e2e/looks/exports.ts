import { defaultExportColumns, type ExportChoice, type ExportEstimate } from "@holdfast/protocol/dashboard"
import { type Answer, answer, refusal } from "./answer.ts"
import { exportNumber, hostileExport } from "./export-list.ts"
import type { Scenario } from "./state.ts"

const firstChoice: ExportChoice = {
  profile: "spreadsheet",
  columns: [...defaultExportColumns],
  timeZone: "UTC",
  separator: ",",
  isCompressed: false,
}
const estimate: ExportEstimate = { rows: 34, bytes: 9000, isSmall: true, isBusy: false }

/** The exports of a workspace. What is mailed says in its `key` what is wrong with it. */
export function answerExports(scenario: Scenario, path: string, params: URLSearchParams): Answer {
  const isHostile = scenario === "hostile"
  if (path === "/choice") return answer(firstChoice)
  if (path === "/estimate") return answer(estimate)
  if (path === "") return answer({ exports: isHostile ? [hostileExport()] : [] })
  if (path.endsWith("/file") && params.get("key") === "lost") {
    return refusal(404, "file_not_found", "The file of this export is no longer there.")
  }
  if (params.get("key") === "expired") return refusal(410, "export_expired", "This link has expired.")
  if (params.get("key") === "changed") return refusal(403, "bad_link", "This link was changed.")
  return answer(isHostile ? hostileExport() : exportNumber(3, "done", {}))
}
