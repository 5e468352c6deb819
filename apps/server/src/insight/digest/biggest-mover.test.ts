import { expect, test } from "vitest"
import { rateOf } from "../rate.ts"
import { biggestMover } from "./biggest-mover.ts"

const rate = (name: string, now: [number, number], before: [number, number] | null) => ({
  ...{ name, now: rateOf(...now), before: before && rateOf(...before), choices: [] },
})

test("the rate that moved most is named, up or down, with its interval", () => {
  const mover = biggestMover([
    rate("Save rate", [60, 100], [30, 100]),
    rate("Too expensive", [10, 100], [60, 100]),
    rate("Pause", [30, 100], [30, 100]),
  ])
  expect(mover).toMatchObject({ name: "Too expensive", difference: -0.5 })
  expect(mover?.high).toBeLessThan(0)
})

test("a move that chance may have made is none", () => {
  expect(biggestMover([rate("Save rate", [40, 100], [35, 100])])).toBeNull()
  expect(biggestMover([])).toBeNull()
})

test("a small sample says nothing, however far it moved, and neither does one without a week before", () => {
  expect(biggestMover([rate("Save rate", [29, 29], [0, 100])])).toBeNull()
  expect(biggestMover([rate("Save rate", [100, 100], [0, 29])])).toBeNull()
  expect(biggestMover([rate("Save rate", [100, 100], null)])).toBeNull()
  expect(biggestMover([rate("Save rate", [30, 30], [0, 30])])?.name).toBe("Save rate")
})

test("what leaves zero alone does not among many: one of twenty does so by chance", () => {
  const moved = rate("Save rate", [63, 100], [48, 100])
  expect(biggestMover([moved])?.name).toBe("Save rate")
  const still = Array.from({ length: 19 }, (_, n) => rate(`Reason ${n}`, [50, 100], [50, 100]))
  expect(biggestMover([moved, ...still])).toBeNull()
})
