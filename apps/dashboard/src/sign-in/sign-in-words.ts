import { Problem } from "../api/problem.ts"
import { type ProblemWords, problemWords, waitAdvice } from "../parts/problem-words.ts"

/** Why signing in did not work, and what to do about it. */
export function signInWords(error: unknown): ProblemWords {
  if (!(error instanceof Problem)) return problemWords(error, "sign you in")
  if (error.code === "INVALID_ORIGIN" || error.status === 403) {
    return {
      title: "Holdfast does not take sign-ins from this address.",
      advice:
        "Open it at the address it was set up with. Whoever runs it finds that address in HOLDFAST_URL.",
      id: error.id,
    }
  }
  switch (error.kind) {
    case "signed-out":
      return {
        title: "This email and password do not belong together.",
        advice: "Check both and try again.",
        id: null,
      }
    case "too-many":
      return { title: "Too many wrong tries.", advice: waitAdvice(error), id: null }
    case "refused":
      return { title: "Holdfast could not read this.", advice: `It said: ${error.message}`, id: error.id }
    case "away":
      return {
        title: "Holdfast did not answer.",
        advice: "What you typed is still here. Check your connection and try again.",
        id: null,
      }
    default:
      return problemWords(error, "sign you in")
  }
}
