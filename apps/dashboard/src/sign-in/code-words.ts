import { Problem } from "../api/problem.ts"
import type { ProblemWords } from "../parts/problem-words.ts"
import { signInWords } from "./sign-in-words.ts"

/** Better-auth's names for a sign-in that is over: too old, or with too many wrong codes. */
const over = ["no_challenge", "INVALID_TWO_FACTOR_COOKIE", "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE"]

/** Why a code did not let somebody in, and what to do about it. */
export function codeWords(error: unknown): ProblemWords {
  const code = error instanceof Problem ? error.code : null
  if (code === "INVALID_CODE") {
    return { title: "This code does not fit.", advice: "Type the one that your app shows now.", id: null }
  }
  if (code === "code_used") {
    return {
      title: "This code has been used.",
      advice: "Your app shows the next one within half a minute.",
      id: null,
    }
  }
  if (code === "INVALID_BACKUP_CODE") {
    return {
      title: "This recovery code does not fit.",
      advice: "Each works once; check the spelling, or take another one.",
      id: null,
    }
  }
  if (code !== null && over.includes(code)) {
    return {
      title: "This sign-in has expired.",
      advice: "It took too long, or too many codes were wrong. Start over with your password.",
      id: null,
    }
  }
  return signInWords(error)
}
