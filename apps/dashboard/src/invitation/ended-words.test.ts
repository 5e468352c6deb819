import { expect, test } from "vitest"
import { endedWords } from "./ended-words.ts"

test("each reason has its own title and its own advice, and only a used one leads to signing in", () => {
  const codes = [
    "used_invitation",
    "expired_invitation",
    "revoked_invitation",
    "unknown_invitation",
    "invalid",
  ]
  const words = codes.map((code) => endedWords({ code, message: "token is a number; it takes string." }))
  expect(new Set(words.map(({ title }) => title)).size).toBe(codes.length)
  expect(new Set(words.map(({ advice }) => advice)).size).toBe(codes.length)
  expect(words.map(({ hasWayIn }) => hasWayIn)).toEqual([true, false, false, false, false])
  expect(words.at(-1)?.advice).toBe("Holdfast said: token is a number; it takes string.")
})
