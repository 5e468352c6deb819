import type { StreamRow } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { neighboursIn } from "./list-neighbours.ts"

const rows = ["a", "b", "c"].map((id) => ({ id }) as StreamRow)
const beside = (id: string) => {
  const found = neighboursIn(rows, id)
  return found && [found.before?.id ?? null, found.place, found.next?.id ?? null]
}

test("beside a session stand the rows above and below it", () => {
  expect(["a", "b", "c", "d"].map(beside)).toEqual([[null, 1, "b"], ["a", 2, "c"], ["b", 3, null], null])
})
