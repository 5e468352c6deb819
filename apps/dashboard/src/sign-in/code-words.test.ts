import { expect, test } from "vitest"
import { Problem } from "../api/problem.ts"
import { codeWords } from "./code-words.ts"

const words = (status: number, code: string, retryAfterS: number | null = null) => {
  const { title, advice } = codeWords(new Problem({ status, code, message: "Not this", retryAfterS }))
  return `${title} ${advice}`
}

test("each reason has its own sentence and its own advice", () => {
  const over =
    "This sign-in has expired. It took too long, or too many codes were wrong. Start over with your password."
  expect([
    words(401, "INVALID_CODE"),
    words(401, "code_used"),
    words(401, "INVALID_BACKUP_CODE"),
    words(401, "no_challenge"),
    words(401, "INVALID_TWO_FACTOR_COOKIE"),
    words(400, "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE"),
    words(429, "too_many_tries", 660),
  ]).toEqual([
    "This code does not fit. Type the one that your app shows now.",
    "This code has been used. Your app shows the next one within half a minute.",
    "This recovery code does not fit. Each works once; check the spelling, or take another one.",
    over,
    over,
    over,
    "Too many wrong tries. Wait 11 minutes, then try again.",
  ])
})
