import { expect, test } from "vitest"
import { withSecondsToCancel } from "./seconds-to-cancel.ts"

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 1, 12, 0, 0, seconds * 1000)).toISOString()
const stepsViewed = [
  { start: at(2), end: at(5) },
  { start: at(5), end: at(9.25) },
]

test("a cancellation took from the opening to the end of the last step, which the press ended", () => {
  const facts = { canceled: true, stepsViewed }
  expect(withSecondsToCancel(facts, new Date(at(0)))).toEqual({ ...facts, secondsToCancel: 9.3 })
})

test.each([
  ["no cancellation", { canceled: false, stepsViewed }],
  ["no steps", { canceled: true }],
  ["a step that nobody left", { canceled: true, stepsViewed: [{ start: at(2) }] }],
  ["an end before the opening", { canceled: true, stepsViewed: [{ start: at(-9), end: at(-5) }] }],
])("%s has none, whatever the client says", (_, facts) => {
  expect(withSecondsToCancel({ ...facts, secondsToCancel: 1 }, new Date(at(0)))).toEqual(facts)
})
