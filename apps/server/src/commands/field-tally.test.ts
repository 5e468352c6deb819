import { expect, test } from "vitest"
import type { ImportNote } from "../session/import/import-note.ts"
import { FieldTally } from "./field-tally.ts"

const note = (record: number, field: string): ImportNote => ({
  kind: "field",
  place: { record, line: null },
  id: null,
  field,
  reason: `${field} is wrong.`,
})
const tallyOf = (notes: readonly ImportNote[]) => {
  const tally = new FieldTally()
  for (const one of notes) tally.add(one)
  return tally.most().map(({ field, sessions, first }) => [field, sessions, first?.place.record ?? null])
}

test("a session counts once, however often it has the field; the most frequent stands first", () => {
  expect(tallyOf([note(1, "a"), note(1, "b"), note(1, "b"), note(2, "b"), note(4, "b")])).toEqual([
    ["b", 3, 1],
    ["a", 1, 1],
  ])
})

test("beyond fifty fields the rest is one", () => {
  const notes = Array.from({ length: 60 }, (_, n) => note(n + 1, `own.${n}`))
  const lines = tallyOf([...notes, note(61, "own.3"), note(61, "own.58"), note(61, "own.59")])
  expect(lines).toHaveLength(51)
  expect([lines[0], lines.at(-1)]).toEqual([
    ["own.3", 2, 4],
    ["other fields", 11, null],
  ])
})
