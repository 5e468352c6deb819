import { expect, test } from "vitest"
import { splitChange } from "./split-change.ts"

const groups = (rates: Readonly<Record<string, string>>) =>
  new Map(
    Object.entries(rates).map(([value, words]) => {
      const [kept = 0, of = 0] = words.split("/").map(Number)
      return [value, { kept, of }]
    }),
  )

// C. R. Charig et al., "Comparison of treatment of renal calculi by open surgery, percutaneous nephrolithotomy, and
// extracorporeal shockwave lithotripsy", BMJ 292 (1986): the textbooks' example of Simpson's case
const surgery = groups({ small: "81/87", large: "192/263" })
const keyhole = groups({ small: "234/270", large: "55/80" })

test("each group did better and the total worse, since harder cases came: Simpson's case of Charig 1986", () => {
  const split = splitChange(surgery, keyhole, "same")
  expect(split.isReversed).toBe(true)
  expect(split.mix + split.behaviour).toBeCloseTo(273 / 350 - 289 / 350, 12)
  expect(split.mix).toBeCloseTo(
    (87 / 350 - 270 / 350) * ((81 / 87 + 234 / 270) / 2) +
      (263 / 350 - 80 / 350) * ((192 / 263 + 55 / 80) / 2),
    12,
  )
  expect(split.behaviour).toBeCloseTo(
    (81 / 87 - 234 / 270) * ((87 + 270) / 700) + (192 / 263 - 55 / 80) * ((263 + 80) / 700),
    12,
  )
  expect(split.mix).toBeLessThan(0)
  expect(split.behaviour).toBeGreaterThan(0)
  expect(splitChange(keyhole, surgery, "same").isReversed).toBe(true)
})

test("where a group moved with the total, or stayed, or is too small to tell, nothing is reversed", () => {
  const before = groups({ small: "234/270", large: "55/80" })
  expect(splitChange(groups({ small: "81/87", large: "150/263" }), before, "same").isReversed).toBe(false)
  expect(splitChange(groups({ small: "78/90", large: "192/263" }), before, "same").isReversed).toBe(false)
  expect(splitChange(groups({ small: "28/29", large: "192/263" }), before, "same").isReversed).toBe(false)
})

test("many small groups that moved with the total together are no exception to it", () => {
  const small = (words: string) =>
    Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`small ${i}`, words]))
  const now = { a: "90/100", b: "180/200" }
  const before = { a: "85/100", b: "160/200" }
  const fewer = splitChange(
    groups({ ...now, ...small("2/20") }),
    groups({ ...before, ...small("10/20") }),
    "same",
  )
  expect(fewer.behaviour).toBeLessThan(0)
  expect(fewer.isReversed).toBe(false)
})

test("only others came, or only the same decided otherwise", () => {
  const came = splitChange(
    groups({ a: "80/100", b: "120/300" }),
    groups({ a: "160/200", b: "80/200" }),
    "same",
  )
  expect(came.mix).toBeCloseTo(-0.1, 12)
  expect(came.behaviour).toBe(0)
  expect(came.groups.map(({ mix }) => mix)).toEqual([
    expect.closeTo(-0.0625, 12),
    expect.closeTo(-0.0375, 12),
  ])
  const decided = splitChange(
    groups({ a: "60/100", b: "30/100" }),
    groups({ a: "50/100", b: "30/100" }),
    "same",
  )
  expect([decided.mix, decided.behaviour]).toEqual([0, expect.closeTo(0.05, 12)])
  expect(decided.groups.map(({ behaviour }) => behaviour)).toEqual([expect.closeTo(0.05, 12), 0])
  expect(decided.concentration).toBeCloseTo(0.025, 12)
  // ten customers more or less decide by chance
  const few = splitChange(groups({ a: "50/100", b: "9/10" }), groups({ a: "50/100", b: "1/10" }), "same")
  expect(few.behaviour).toBeCloseTo(0.8 / 11, 12)
  expect(few.concentration).toBeCloseTo(((100 / 110) * (0.8 / 11)) / 2, 12)
})

test("a group of one span only is others who came, and a version that replaced another decides for itself", () => {
  const [now, before] = [groups({ a: "50/100", b: "90/100" }), groups({ a: "50/100" })]
  expect(splitChange(now, before, "same")).toMatchObject({ mix: expect.closeTo(0.2, 12), behaviour: 0 })
  const replaced = splitChange(groups({ v2: "70/100" }), groups({ v1: "50/100" }), "average")
  expect(replaced).toMatchObject({ mix: 0, behaviour: expect.closeTo(0.2, 12) })
})
