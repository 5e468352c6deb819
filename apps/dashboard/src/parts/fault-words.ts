import { Problem } from "../api/problem.ts"
import { problemWords, waitAdvice } from "./problem-words.ts"

/** In one line below a field: what the server said of it is already a sentence for a person. */
export function faultWords(error: Error, what: string): string {
  if (error instanceof Problem && error.kind === "refused") return error.message
  if (error instanceof Problem && error.code === "too_many_tries") {
    return `Too many wrong tries. ${waitAdvice(error)}`
  }
  const { title, advice } = problemWords(error, what)
  return `${title} ${advice}`
}
