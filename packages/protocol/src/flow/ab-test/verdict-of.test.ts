import { expect, test } from "vitest"
import { checkSplit } from "./split-check.ts"
import {
  type AbTestCounts,
  type AbTestVerdict,
  type ArmCounts,
  differenceOf,
  verdictOf,
} from "./verdict-of.ts"

const terms = { customersPerArm: 300, confidence: 0.95 }
const arm = (saved: number, customers = 300, exposed = customers): ArmCounts => ({
  saved,
  customers,
  exposed,
})
const counts = (control: ArmCounts, variant: ArmCounts): AbTestCounts => ({ control, variant })

test("at its planned end the test says which arm is better", () => {
  expect(verdictOf(counts(arm(120), arm(165)), terms, "planned")).toMatchObject({ kind: "variant_better" })
  expect(verdictOf(counts(arm(165), arm(120)), terms, "planned")).toMatchObject({ kind: "variant_worse" })
  expect(verdictOf(counts(arm(120), arm(125)), terms, "planned")).toMatchObject({
    kind: "no_difference",
    isClose: false,
  })
})

test("no verdict while it runs, however far apart the arms are", () => {
  expect(verdictOf(counts(arm(50), arm(250)), terms, "running")).toEqual({
    kind: "none",
    why: { reason: "running" },
  })
})

test("a test that was ended early is judged by the always-valid interval, which asks for more", () => {
  const close = counts(arm(120), arm(150))
  expect(verdictOf(close, terms, "planned")).toMatchObject({ kind: "variant_better" })
  expect(verdictOf(close, terms, "early")).toMatchObject({ kind: "no_difference" })
  expect(verdictOf(counts(arm(120), arm(200)), terms, "early")).toMatchObject({ kind: "variant_better" })
})

test("an interval that leaves out zero by less than the looks have cost is close, and no verdict", () => {
  const verdict = verdictOf(counts(arm(120), arm(144)), terms, "planned")
  expect(verdict).toMatchObject({ kind: "no_difference", isClose: true })
  expect(differenceOf(counts(arm(120), arm(144)), terms, "planned")?.low).toBeGreaterThan(0)
})

test.each([
  [29, "too_few_customers"],
  [30, undefined],
])("with %d customers an arm the verdict is withheld: %s", (customers, reason) => {
  const verdict = verdictOf(counts(arm(5, customers), arm(25, customers)), terms, "planned")
  expect(verdict.kind === "none" ? verdict.why.reason : undefined).toBe(reason)
})

test.each([
  [4, 100, "too_few_outcomes"],
  [5, 100, undefined],
  [95, 20, undefined],
  [96, 20, "too_few_outcomes"],
])("with %d saved of 100 beside %d the verdict is withheld: %s", (saved, other, reason) => {
  const verdict = verdictOf(counts(arm(saved, 100), arm(Math.min(other, 95), 100)), terms, "planned")
  expect(verdict.kind === "none" ? verdict.why.reason : undefined).toBe(reason)
})

test("a split that is unlikely to be even takes the verdict away, running or not", () => {
  const uneven = counts(arm(120, 300, 300), arm(240, 400, 400))
  for (const end of ["running", "early", "planned"] as const) {
    expect(verdictOf(uneven, terms, end)).toMatchObject({ kind: "none", why: { reason: "uneven_split" } })
  }
})

test("the split is judged by everybody who came into the test, not by those who have an outcome", () => {
  const late = counts(arm(60, 150, 300), arm(120, 300, 300))
  expect(verdictOf(late, terms, "planned")).toMatchObject({ kind: "no_difference" })
})

// chi-squared with one degree of freedom: 10.828 at p = 0.001
test.each([
  [500, 500, false],
  [552, 448, false],
  [553, 447, true],
  [447, 553, true],
  [0, 0, false],
  [0, 11, true],
])("%d beside %d is uneven: %s", (control, variant, isUneven) => {
  expect(checkSplit(control, variant).isUneven).toBe(isUneven)
})

test("p of a split is that of chi-squared", () => {
  // (30² + 30²) / 500 = 3.6; p = 0.0578
  expect(checkSplit(530, 470).p).toBeCloseTo(0.0578, 4)
})

test("the difference is shown from the first outcome of each arm on, within what a difference can be", () => {
  expect(differenceOf(counts(arm(0, 0, 3), arm(1, 1)), terms, "running")).toBeNull()
  expect(differenceOf(counts(arm(0, 1), arm(1, 1)), terms, "running")).toEqual({
    isFinal: false,
    difference: 1,
    low: -1,
    high: 1,
  })
  expect(differenceOf(counts(arm(120), arm(150)), terms, "planned")).toMatchObject({ isFinal: true })
})

test("a verdict cannot be written down without what checks its conditions", () => {
  const interval = { difference: 0.1, low: 0.02, high: 0.18 }
  // @ts-expect-error an interval that nothing has checked
  const verdict: AbTestVerdict = { kind: "variant_better", interval }
  expect(verdict.kind).toBe("variant_better")
})
