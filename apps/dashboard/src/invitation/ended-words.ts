import type { Problem } from "../api/problem.ts"

interface EndedWords {
  title: string
  advice: string
  /** Whether signing in leads on. */
  hasWayIn: boolean
}

/** Why an invitation leads to nothing, and what to do about it. */
export function endedWords({ code, message }: Pick<Problem, "code" | "message">): EndedWords {
  switch (code) {
    case "used_invitation":
      return {
        title: "This invitation has been accepted",
        advice: "An invitation works once. If it was you who accepted it, sign in to go on.",
        hasWayIn: true,
      }
    case "expired_invitation":
      return {
        title: "This invitation has expired",
        advice: "An invitation works for seven days. Ask whoever invited you to send it again.",
        hasWayIn: false,
      }
    case "revoked_invitation":
      return {
        title: "This invitation does not hold any more",
        advice:
          "It was taken back, or a newer one has taken its place: look for a later mail, or ask whoever invited you.",
        hasWayIn: false,
      }
    case "unknown_invitation":
      return {
        title: "This link leads to no invitation",
        advice:
          "It may have lost a piece on its way to you. Copy the whole link from the mail, or ask for a new one.",
        hasWayIn: false,
      }
    default:
      return { title: "This invitation cannot be read", advice: `Holdfast said: ${message}`, hasWayIn: false }
  }
}
