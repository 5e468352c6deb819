import { expect, test } from "vitest"
import { makeRunId } from "./make-run-id.ts"
import { shuffled } from "./shuffle.ts"

const reasons = ["a", "b", "c", "d", "e"]

test("the same run has the same order, and loses nothing", () => {
  expect(shuffled(reasons, "run-1")).toEqual(shuffled(reasons, "run-1"))
  expect([...shuffled(reasons, "run-1")].sort()).toEqual(reasons)
})

test("over many runs every reason comes first about as often", () => {
  const firsts = new Map<string, number>()
  for (let i = 0; i < 5000; i++) {
    const first = shuffled(reasons, makeRunId())[0] ?? ""
    firsts.set(first, (firsts.get(first) ?? 0) + 1)
  }
  for (const reason of reasons) expect(firsts.get(reason)).toBeGreaterThan(800)
})

test("a run id is a version 4 UUID with and without randomUUID", () => {
  const getRandomValues = crypto.getRandomValues.bind(crypto)
  const plain = { getRandomValues } as unknown as Crypto
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  expect(makeRunId()).toMatch(uuid)
  expect(makeRunId(plain)).toMatch(uuid)
})
