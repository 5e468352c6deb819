import type { ArmResult, RunningTest } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { armBars, armColumns, testSummary } from "./ab-test-rows.ts"

const arm = (customers: number, saved: number): ArmResult => ({
  ...{ exposed: customers + 2, customers, saved, canceled: customers - saved },
  saveRate: {
    ...{ count: saved, of: customers, rate: customers === 0 ? null : saved / customers },
    ...{ low: customers === 0 ? null : 0.1, high: customers === 0 ? null : 0.9 },
  },
})
const running = (control: ArmResult, variant: ArmResult, more: Partial<RunningTest> = {}): RunningTest => ({
  ...{ id: "test_1", name: "Other words", state: "enrolling", customersPerArm: 100, confidence: 0.95 },
  ...{ end: "running", arms: { control, variant } },
  ...more,
})

test("each arm has its customers, and its save rate among those with an outcome", () => {
  const bars = armBars(running(arm(40, 10), arm(8, 6)))
  expect(bars.map(({ label, value, isFew }) => [label, value, isFew])).toEqual([
    ["Control", 0.25, false],
    ["Variant", 0.75, true],
  ])
  expect(bars.map((bar) => armColumns.slice(0, 4).map(({ says }) => says(bar)))).toEqual([
    ["40", "10", "30", "25.0%"],
    ["8", "6", "2", "75.0%"],
  ])
})

test("a running test says its difference so far and no verdict, one that ended says both", () => {
  const arms = [arm(400, 100), arm(400, 200)] as const
  expect(testSummary(running(...arms))).toMatch(
    /^The verdict comes at the end\. Variant less control, so far: \+25\.0 points, between \+\d+\.\d and \+\d+\.\d\.$/,
  )
  const ended = { state: "awaiting_decision", end: "planned" } as const
  expect(testSummary(running(...arms, ended))).toMatch(
    /^The variant keeps more customers\. Variant less control: \+25\.0 points/,
  )
  expect(testSummary(running(arm(4, 1), arm(0, 0)))).toMatch(/No customer of each arm has an outcome yet\.$/)
})
