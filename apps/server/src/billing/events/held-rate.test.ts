import { expect, test } from "vitest"
import { heldRate } from "./held-rate.ts"

const ended = (days: number, count = 1) => ({ days, ended: true, count })
const alive = (days: number, count = 1) => ({ days, ended: false, count })

test("each day counts those that were still followed on it", () => {
  // 10 at first: 1 of 10 ends, 2 are no longer followed, 1 of 7 ends
  const saves = [ended(5), alive(10, 2), ended(20), alive(31, 6)]
  expect(heldRate(saves, 30)).toEqual({ rate: expect.closeTo((9 / 10) * (6 / 7), 12), followed: 6 })
})

test("who is followed no further than the day of an end was there when it came", () => {
  expect(heldRate([ended(5), alive(5), alive(40)], 30).rate).toBeCloseTo(2 / 3, 12)
})

test("an end after so many days is none of them", () => {
  expect(heldRate([ended(30), alive(90)], 30)).toEqual({ rate: 1, followed: 2 })
  expect(heldRate([ended(30), alive(90)], 60)).toEqual({ rate: 0.5, followed: 1 })
})

test("saves that are too young say nothing, and where all have ended that is said", () => {
  expect(heldRate([alive(10, 40)], 30)).toEqual({ rate: null, followed: 0 })
  expect(heldRate([], 30)).toEqual({ rate: null, followed: 0 })
  expect(heldRate([ended(3, 2)], 30)).toEqual({ rate: 0, followed: 0 })
})
