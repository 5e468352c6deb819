import { expect, test } from "vitest"
import { makeRunId } from "./make-run-id.ts"

test("a run id is a version 4 UUID, and never the same", () => {
  const ids = Array.from({ length: 500 }, makeRunId)
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  expect(ids.filter((id) => !uuid.test(id))).toEqual([])
  expect(new Set(ids).size).toBe(500)
})
