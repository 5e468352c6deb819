import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import { shuffled } from "./shuffle.ts"

const reasons = ["a", "b", "c", "d", "e"]

test("the same run has the same order, and loses nothing", () => {
  expect(shuffled(reasons, "run-1")).toEqual(shuffled(reasons, "run-1"))
  expect([...shuffled(reasons, "run-1")].sort()).toEqual(reasons)
})

test("over many runs every reason comes first about as often", () => {
  const firsts = new Map<string, number>()
  for (let i = 0; i < 5000; i++) {
    const first = shuffled(reasons, randomUUID())[0] ?? ""
    firsts.set(first, (firsts.get(first) ?? 0) + 1)
  }
  for (const reason of reasons) expect(firsts.get(reason)).toBeGreaterThan(800)
})
