import { setImmediate as turnOfTheLoop } from "node:timers/promises"
import { expect, test } from "vitest"
import { fewAtOnce } from "./few-at-once.ts"

test("no more than two run at once, in the order in which they came, and a failure lets the next in", async () => {
  let running = 0
  let most = 0
  const started: number[] = []
  const work = Array.from({ length: 6 }, (_, i) =>
    fewAtOnce(async () => {
      started.push(i)
      running++
      most = Math.max(most, running)
      await turnOfTheLoop()
      running--
      if (i === 1) throw new Error("failed")
      return i
    }),
  )
  expect((await Promise.allSettled(work)).map(({ status }) => status === "fulfilled")).toEqual([
    true,
    false,
    true,
    true,
    true,
    true,
  ])
  expect([most, started]).toEqual([2, [0, 1, 2, 3, 4, 5]])
})
