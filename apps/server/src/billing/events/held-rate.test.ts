import { expect, test } from "vitest"
import { heldCurve, heldRate } from "./held-rate.ts"

const ended = (days: number, count = 1) => ({ days, ended: true, count })
const alive = (days: number, count = 1) => ({ days, ended: false, count })

// E. J. Freireich et al., "The effect of 6-mercaptopurine on the duration of steroid-induced remissions in acute leukemia",
// Blood 21 (1963): weeks of remission of the 21 treated patients. The estimates with their intervals on the scale of log(-log)
// are those that the textbooks and manuals print (D. Collett, "Modelling Survival Data in Medical Research"; Stata's `sts list`).
const treated = [
  ...[ended(6, 3), alive(6), ended(7), alive(9), ended(10), alive(10), alive(11), ended(13), ended(16)],
  ...[alive(17), alive(19), alive(20), ended(22), ended(23), alive(25), alive(32, 2), alive(34), alive(35)],
]

test.each([
  [6, 21, 3, 0.8571, 0.6197, 0.9516],
  [7, 17, 1, 0.8067, 0.5631, 0.9228],
  [10, 15, 1, 0.7529, 0.5032, 0.8894],
  [13, 12, 1, 0.6902, 0.4316, 0.8491],
  [16, 11, 1, 0.6275, 0.3675, 0.8049],
  [22, 7, 1, 0.5378, 0.2678, 0.7468],
  [23, 6, 1, 0.4482, 0.1881, 0.6801],
])(
  "after week %d of Freireich 1963 the curve and its interval are the published ones",
  (week, atRisk, ends, rate, low, high) => {
    const curve = heldCurve(treated, 90)
    expect(curve[week]).toMatchObject({ day: week, atRisk, ended: ends })
    // a share of so many full weeks: the ends of a week are in the next one
    expect(curve[week + 1]?.rate).toBeCloseTo(rate, 4)
    expect(curve[week + 1]?.low).toBeCloseTo(low, 4)
    expect(curve[week + 1]?.high).toBeCloseTo(high, 4)
    expect(heldRate(treated, week + 1)).toMatchObject({ rate: curve[week + 1]?.rate })
  },
)

test("the curve ends with the last who was followed", () => {
  expect(heldCurve(treated, 90)).toHaveLength(36)
  expect(heldRate(treated, 35)).toMatchObject({ atRisk: 1, tooYoung: 11 })
  expect(heldRate(treated, 36)).toEqual({ rate: null, low: null, high: null, atRisk: 0, tooYoung: 12 })
})

test("each day counts those that were still followed on it", () => {
  // 10 at first: 1 of 10 ends, 2 are no longer followed, 1 of 7 ends
  const saves = [ended(5), alive(10, 2), ended(20), alive(31, 6)]
  expect(heldRate(saves, 30)).toMatchObject({
    ...{ rate: expect.closeTo((9 / 10) * (6 / 7), 12), atRisk: 6, tooYoung: 2 },
  })
})

test("who is followed no further than the day of an end was there when it came", () => {
  expect(heldRate([ended(5), alive(5), alive(40)], 30).rate).toBeCloseTo(2 / 3, 12)
})

test("an end after so many days is none of them", () => {
  expect(heldRate([ended(30), alive(90)], 30)).toMatchObject({ rate: 1, atRisk: 2, tooYoung: 0 })
  expect(heldRate([ended(30), alive(90)], 60)).toMatchObject({ rate: 0.5, atRisk: 1, tooYoung: 0 })
})

test("saves that are too young, or of which nothing is known, say nothing, and where all have ended that is said", () => {
  expect(heldRate([alive(10, 40), alive(-1, 3)], 30)).toMatchObject({ rate: null, atRisk: 0, tooYoung: 43 })
  expect(heldCurve([ended(0), alive(1), alive(-1, 100)], 1)[1]).toMatchObject({ rate: 0.5, atRisk: 1 })
  expect(heldRate([], 30)).toMatchObject({ rate: null, atRisk: 0, tooYoung: 0 })
  expect(heldRate([ended(3, 2)], 30)).toMatchObject({ rate: 0, low: 0, atRisk: 0, tooYoung: 0 })
})

test("where nobody has ended, the interval is that of so many out of so many", () => {
  // Newcombe 1998, table I: 0 of 20 is 0 to 0.1611
  expect(heldCurve([alive(40, 20)], 40)[30]).toMatchObject({
    rate: 1,
    low: expect.closeTo(1 - 0.1611, 4),
    high: 1,
  })
})
