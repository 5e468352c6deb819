import { Problem } from "../../api/problem.ts"
import { faultWords } from "../../parts/fault-words.ts"

/** Why something about an export did not work, and what to do. */
export function exportFault(error: Error): string {
  const code = error instanceof Problem ? error.code : ""
  if (code === "broken_off") return `${error.message}.`
  if (code === "export_in_progress") return "An export is already in progress. Try again when it is done."
  return faultWords(error, "export this")
}
