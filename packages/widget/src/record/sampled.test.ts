import { expect, test, vi } from "vitest"
import { sampled } from "./sampled.ts"

test("of what comes at each drawing of the screen the last of each tenth of a second is told, and where it comes to rest", async () => {
  vi.useFakeTimers()
  const told: [at: number, n: number][] = []
  const begun = Date.now()
  const tell = sampled(({ n }: { n: number }) => told.push([Date.now() - begun, n]))
  for (let n = 0; n < 23; n++) {
    tell({ n })
    await vi.advanceTimersByTimeAsync(20)
  }
  await vi.advanceTimersByTimeAsync(1000)
  tell({ n: 99 })
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual([
    [100, 4],
    [200, 9],
    [300, 14],
    [400, 19],
    [500, 22],
    [1560, 99],
  ])
  vi.useRealTimers()
})
