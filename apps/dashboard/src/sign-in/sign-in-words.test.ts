import { expect, test } from "vitest"
import { Problem } from "../api/problem.ts"
import { signInWords } from "./sign-in-words.ts"

const words = (status: number, code: string, retryAfterS: number | null = null, id: string | null = null) =>
  signInWords(new Problem({ status, code, message: "Not an email", retryAfterS, id }))

test("each reason has its own sentence and its own advice", () => {
  expect([
    words(401, "INVALID_EMAIL_OR_PASSWORD"),
    words(429, "unknown", 8),
    words(429, "too_many_tries", 660),
    words(429, "unknown"),
    words(0, "no_answer"),
    words(403, "INVALID_ORIGIN"),
    words(400, "INVALID_EMAIL"),
    words(500, "internal", null, "f-17"),
  ]).toEqual([
    {
      title: "This email and password do not belong together.",
      advice: "Check both and try again.",
      id: null,
    },
    { title: "Too many wrong tries.", advice: "Wait 8 seconds, then try again.", id: null },
    { title: "Too many wrong tries.", advice: "Wait 11 minutes, then try again.", id: null },
    { title: "Too many wrong tries.", advice: "Wait a minute, then try again.", id: null },
    {
      title: "Holdfast did not answer.",
      advice: "What you typed is still here. Check your connection and try again.",
      id: null,
    },
    {
      title: "Holdfast does not take sign-ins from this address.",
      advice:
        "Open it at the address it was set up with. Whoever runs it finds that address in HOLDFAST_URL.",
      id: null,
    },
    { title: "Holdfast could not read this.", advice: "It said: Not an email", id: null },
    {
      title: "Holdfast could not sign you in: something went wrong on its side.",
      advice: "Sessions it has recorded are safe. Try again in a moment.",
      id: "f-17",
    },
  ])
})
