import { expect, test } from "vitest"
import { retryAt } from "./retry-at.ts"

const noon = new Date("2026-11-01T12:00:00.000Z")

function spanHours(chance: number): [tries: number, hours: number] {
  let at = noon
  for (let tries = 1; ; tries++) {
    const next = retryAt(tries, at, chance)
    if (!next) return [tries, (at.getTime() - noon.getTime()) / 3_600_000]
    expect(next > at).toBe(true)
    at = next
  }
}

test("a delivery is tried eight times over about 27 hours, whatever chance says", () => {
  expect(spanHours(0.5)).toEqual([8, expect.closeTo(27.58, 1)])
  expect(spanHours(0)).toEqual([8, expect.closeTo(24.8, 1)])
  expect(spanHours(1)).toEqual([8, expect.closeTo(30.3, 1)])
})

test("what failed together does not come again together", () => {
  expect(retryAt(2, noon, 0)).toEqual(new Date(noon.getTime() + 270_000))
  expect(retryAt(2, noon, 1)).toEqual(new Date(noon.getTime() + 330_000))
})
