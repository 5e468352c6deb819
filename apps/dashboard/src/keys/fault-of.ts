import { Problem } from "../api/problem.ts"
import { problemWords } from "../parts/problem-words.ts"

/** Why something was not done. What the server refused is already a sentence for the person who asked. */
export function faultOf(error: Error, what: string): string {
  if (error instanceof Problem && error.kind === "refused") return error.message
  const { title, advice } = problemWords(error, what)
  return `${title} ${advice}`
}
