import { Problem } from "../api/problem.ts"

/** A failure in a person's words: what happened, and what to do. `id` is there on faults of ours. */
export interface ProblemWords {
  title: string
  advice: string
  id: string | null
}

/** `what` finishes "could not …", such as "load the sessions". */
export function problemWords(error: unknown, what: string): ProblemWords {
  if (!(error instanceof Problem)) {
    return { title: `This page could not ${what}.`, advice: "Load the page again.", id: null }
  }
  switch (error.kind) {
    case "away":
      return {
        title: "Holdfast did not answer.",
        advice: "Check your connection and that the server runs. Sessions it has recorded are safe.",
        id: error.id,
      }
    case "too-many":
      return {
        title: `Holdfast could not ${what}: too many requests at once.`,
        advice: waitAdvice(error),
        id: error.id,
      }
    case "overloaded":
      return { title: `Holdfast could not ${what}.`, advice: error.message, id: error.id }
    case "fault":
      return {
        title: `Holdfast could not ${what}: something went wrong on its side.`,
        advice: "Sessions it has recorded are safe. Try again in a moment.",
        id: error.id,
      }
    default:
      return { title: `Holdfast could not ${what}.`, advice: `It said: ${error.message}`, id: error.id }
  }
}

/** When another try makes sense, in the server's seconds where it named them. */
export function waitAdvice({ retryAfterS }: Problem): string {
  if (retryAfterS === null) return "Wait a minute, then try again."
  if (retryAfterS > 90) return `Wait ${Math.ceil(retryAfterS / 60)} minutes, then try again.`
  return `Wait ${retryAfterS} ${retryAfterS === 1 ? "second" : "seconds"}, then try again.`
}
