import { expect, test } from "vitest"
import { makeRunId } from "./make-run-id.ts"

test("a run id is a version 4 UUID with and without randomUUID", () => {
  const getRandomValues = crypto.getRandomValues.bind(crypto)
  const plain = { getRandomValues } as unknown as Crypto
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  expect(makeRunId()).toMatch(uuid)
  expect(makeRunId(plain)).toMatch(uuid)
})
