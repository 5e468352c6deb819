import { expect, test } from "vitest"
import { timeBeside, timingOf } from "./measure.ts"

const clocks = [() => 0]

test("p50, p95 and the worst of what was measured; nothing measured is no number", () => {
  const took = Array.from({ length: 100 }, (_, i) => 100 - i)
  expect(timingOf(took)).toEqual({ p50Ms: 51, p95Ms: 96, worstMs: 100 })
  expect(timingOf([7])).toEqual({ p50Ms: 7, p95Ms: 7, worstMs: 7 })
  expect(timingOf([]).p50Ms).toBeNaN()
})

test("ours and the floor are asked the same questions in turns", async () => {
  const asked: string[] = []
  const ask = (who: string) => ({ clocks, ask: async (i: number) => void asked.push(`${who} ${i}`) })
  await timeBeside({ times: 3, floorTimes: 2 }, ask("ours"), ask("floor"), () => true)
  expect(asked.slice(-5)).toEqual(["ours 0", "floor 0", "ours 1", "floor 1", "ours 2"])
})

test("answers that differ are counted", async () => {
  const same = { clocks, ask: async (i: number) => i }
  const other = { clocks, ask: async (i: number) => i % 4 }
  const { problem } = await timeBeside({ times: 9 }, same, other, Object.is)
  expect(problem).toBe("5 of 9 answers differ")
  expect((await timeBeside({ times: 9 }, same, same, Object.is)).problem).toBeUndefined()
})

test("the processor time of one is the mean of what the clocks went on while each was asked", async () => {
  let nowUs = 0
  const spends = (us: number) => ({
    clocks: [() => nowUs, () => 2 * nowUs],
    ask: async (i: number) => {
      nowUs += us + i
    },
  })
  const { ours, floor } = await timeBeside({ times: 3, floorTimes: 2 }, spends(100), spends(10), () => true)
  expect([ours.processorUs, floor.processorUs]).toEqual([303, 31.5])
})
