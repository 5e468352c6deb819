import { Problem } from "../../api/problem.ts"
import { problemWords } from "../../parts/problem-words.ts"

/** Why something about an export did not work, and what to do. */
export function faultWords(error: Error): string {
  const code = error instanceof Problem ? error.code : ""
  if (code === "broken_off") return `${error.message}.`
  if (code === "export_in_progress") return "An export is already in progress. Try again when it is done."
  const { title, advice } = problemWords(error, "export this")
  return `${title} ${advice}`
}
