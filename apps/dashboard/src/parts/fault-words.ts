import { Problem } from "../api/problem.ts"
import { problemWords, waitAdvice } from "./problem-words.ts"

/** Why something was not done, in one line: what the server refused is already a sentence for the person who asked. */
export function faultWords(error: Error, what: string): string {
  if (error instanceof Problem && error.kind === "refused") return error.message
  if (error instanceof Problem && error.code === "too_many_tries") {
    return `Too many wrong tries. ${waitAdvice(error)}`
  }
  const { title, advice } = problemWords(error, what)
  return `${title} ${advice}`
}
