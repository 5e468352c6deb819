import { expect, test } from "vitest"
import { retryDelayMs } from "./deliver-due-mail.ts"

test("a mail rests twice as long after each try, at most an hour", () => {
  const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 100, 10_000].map((attempts) => retryDelayMs(attempts) / 60_000)
  expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60])
})
