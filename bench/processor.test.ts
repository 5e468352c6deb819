import { expect, test } from "vitest"
import { readStat } from "./processor.ts"

test("the processor time of a process is what it took for itself and what its ended children took", () => {
  const stat =
    "812 (postgres) S 700 812 812 0 -1 4194560 2291 9 0 0 120 30 400 7 20 0 9 0 5210 228917248 7011 18446744073709551615"
  expect(readStat(stat)).toEqual({ parent: 700, own: 1_500_000, ended: 4_070_000 })
})

test("a name with spaces and brackets does not shift the figures", () => {
  const stat = "9 (a) b (c) R 1 9 9 0 -1 0 0 0 0 0 1 2 3 4 20 0 1 0 1 1 1 1"
  expect(readStat(stat)).toEqual({ parent: 1, own: 30_000, ended: 70_000 })
})
