import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { paced } from "./paced.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Something that takes this long, and when it was begun. */
function slow(durationMs: number) {
  const begun: number[] = []
  const start = performance.now()
  const run = () => {
    begun.push(performance.now() - start)
    return new Promise((done) => setTimeout(done, durationMs))
  }
  return { begun, run }
}

test("the first call runs at once, and many after it once more, when it is over and has rested", async () => {
  const { begun, run } = slow(10)
  const { ask } = paced(run, 1000)
  for (let call = 0; call < 5; call++) ask()
  await vi.advanceTimersByTimeAsync(5000)
  expect(begun).toEqual([0, 1010])
})

test("what takes long rests longer", async () => {
  const { begun, run } = slow(500)
  const { ask } = paced(run, 1000)
  ask()
  ask()
  await vi.advanceTimersByTimeAsync(5000)
  expect(begun).toEqual([0, 2500])
})

test("a failure does not end it", async () => {
  let runs = 0
  const { ask } = paced(async () => {
    runs += 1
    throw new Error("away")
  }, 10)
  ask()
  await vi.advanceTimersByTimeAsync(100)
  ask()
  await vi.advanceTimersByTimeAsync(100)
  expect(runs).toBe(2)
})

test("once stopped it runs no more", async () => {
  const { begun, run } = slow(10)
  const { ask, stop } = paced(run, 10)
  ask()
  ask()
  stop()
  ask()
  await vi.advanceTimersByTimeAsync(1000)
  expect(begun).toEqual([0])
})
