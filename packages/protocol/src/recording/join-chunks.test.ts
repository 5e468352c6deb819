import fc from "fast-check"
import { expect, test } from "vitest"
import { joinChunks } from "./join-chunks.ts"
import type { Move } from "./move.ts"
import { aHead } from "./testing/a-recording.ts"

const pointer = (at: number): Move => [at, "pointer", at, 0]
const chunks = [
  { index: 0, head: aHead, moves: [pointer(0), pointer(10)] },
  { index: 1, moves: [pointer(20)] },
  { index: 2, moves: [pointer(20), pointer(35)] },
]
const whole = { head: aHead, moves: [0, 10, 20, 20, 35].map(pointer), missing: [] }

test("chunks that come in any order, some of them twice, are one log", () => {
  const order = fc.shuffledSubarray([...chunks, ...chunks], { minLength: 6 })
  fc.assert(
    fc.property(order, (given) => {
      expect(joinChunks(given)).toEqual(whole)
    }),
  )
})

test("what is missing is said, and what there is stays", () => {
  const [first, , third] = chunks
  expect(joinChunks([third, first].flatMap((chunk) => chunk ?? []))).toEqual({
    head: aHead,
    moves: [0, 10, 20, 35].map(pointer),
    missing: [1],
  })
  expect(joinChunks(chunks.slice(1))).toEqual({
    head: null,
    moves: [20, 20, 35].map(pointer),
    missing: [0],
  })
  expect(joinChunks([])).toEqual({ head: null, moves: [], missing: [] })
})

test("a chunk of another clock does not run backwards", () => {
  const late = joinChunks([...chunks, { index: 3, moves: [pointer(5), pointer(40)] }])
  expect(late.moves.slice(-2)).toEqual([[35, "pointer", 5, 0], pointer(40)])
})
