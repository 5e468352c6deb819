import { expect, test } from "vitest"
import { countWords, sizeWords } from "./size-words.ts"

test("a number comes with its thing, and one is one", () => {
  expect([countWords(0, "session"), countWords(1, "session"), countWords(20_000, "row")]).toEqual([
    "0 sessions",
    "1 session",
    "20,000 rows",
  ])
})

test("a size is short, whatever it is", () => {
  expect(
    [0, 1, 840, 999, 1000, 9949, 9951, 84_300, 999_499, 999_500, 1_240_000, 3.1e9, 5e15].map(sizeWords),
  ).toEqual([
    "0 bytes",
    "1 byte",
    "840 bytes",
    "999 bytes",
    "1.0 kB",
    "9.9 kB",
    "10 kB",
    "84 kB",
    "999 kB",
    "1.0 MB",
    "1.2 MB",
    "3.1 GB",
    "5,000 TB",
  ])
})
