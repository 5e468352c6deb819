import type { Change, Rate } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { changeDoubt, changeSentence, reversedWords } from "./change-words.ts"

const rate = (count: number, of: number): Rate => ({
  ...{ count, of, rate: of === 0 ? null : count / of, low: null, high: null },
})

/** From 508 of 1,000 to 487 of 1,000: 1.6 points by more annual customers, 0.5 by how they decided. */
const fallen: Change = {
  now: rate(487, 1000),
  before: rate(508, 1000),
  difference: { value: -0.021, low: -0.064, high: 0.022 },
  ...{ by: "billingInterval", mix: -0.016, behaviour: -0.005 },
  groups: [
    { value: "YEAR", name: "Annual", now: rate(150, 500), before: rate(90, 300), mix: -0.012, behaviour: 0 },
    {
      value: "MONTH",
      name: "Monthly",
      now: rate(337, 500),
      before: rate(418, 700),
      mix: -0.004,
      behaviour: -0.005,
    },
  ],
  isReversed: false,
  explained: [],
}

test("both parts of a change go into one sentence, the larger first", () => {
  expect(changeSentence(fallen)).toBe(
    "The save rate fell by 2.1 points, from 50.8% to 48.7%: 1.6 because more customers came with Billing Interval “Annual”, 0.5 because customers decided otherwise.",
  )
  expect(changeSentence({ ...fallen, mix: -0.005, behaviour: -0.016 })).toMatch(
    /: 1\.6 because customers decided otherwise, 0\.5 because more customers came/,
  )
})

test("parts that go against each other are each named with its sign", () => {
  expect(changeSentence({ ...fallen, mix: -0.03, behaviour: 0.009 })).toMatch(
    /: who came changed it by −3\.0 pt \(more customers came with Billing Interval “Annual”\), how they decided by \+0\.9 pt\.$/,
  )
})

test("one part alone is the reason", () => {
  expect(changeSentence({ ...fallen, mix: 0, behaviour: -0.021 })).toBe(
    "The save rate fell by 2.1 points, from 50.8% to 48.7%, because customers decided otherwise.",
  )
})

test("a rate that did not move is said to have stayed", () => {
  const still = { ...fallen, now: fallen.before, mix: 0, behaviour: 0 }
  expect(changeSentence(still)).toBe("The save rate stayed the same (50.8%).")
})

test("a period without sessions is nothing to compare with", () => {
  expect(changeSentence({ ...fallen, before: rate(0, 0), difference: null })).toBe(
    "One of the two periods has no sessions, so there is nothing to compare.",
  )
})

test("a change whose interval holds 0 may be chance, and under 30 sessions tell nothing", () => {
  expect(changeDoubt(fallen)).toBe("It may be chance: the change lies between −6.4 pt and +2.2 pt.")
  expect(changeDoubt({ ...fallen, difference: { value: -0.021, low: -0.04, high: -0.002 } })).toBeNull()
  expect(changeDoubt({ ...fallen, before: rate(14, 29) })).toMatch(/under 30 sessions/)
  expect(changeDoubt({ ...fallen, before: rate(15, 30) })).toMatch(/chance/)
})

test("Simpson's case is said in words, whichever way it goes", () => {
  expect(reversedWords(fallen)).toBeNull()
  expect(reversedWords({ ...fallen, isReversed: true })).toMatch(/fell in all, and rose in every group/)
  const risen = { ...fallen, now: fallen.before, before: fallen.now, isReversed: true }
  expect(reversedWords(risen)).toMatch(/rose in all, and fell in every group/)
})
