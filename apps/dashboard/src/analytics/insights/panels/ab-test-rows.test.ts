import type { ArmFigures, RunningTest } from "@holdfast/protocol/dashboard"
import { wilsonInterval } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { readView } from "../../view/view.ts"
import type { Place } from "../link-to.ts"
import { armBars, armColumns, testSummary } from "./ab-test-rows.ts"

const arm = (customers: number, saved: number): ArmFigures => ({
  ...{ exposed: customers + 2, customers, saved, canceled: customers - saved, sessions: customers * 2 },
})
const running = (control: ArmFigures, variant: ArmFigures, more: Partial<RunningTest> = {}): RunningTest => ({
  ...{ id: "test_1", name: "Other words", state: "enrolling", startedAt: "2026-11-02T12:00:00.000Z" },
  ...{ customersPerArm: 100, confidence: 0.95, end: "running", arms: { control, variant } },
  ...more,
})
const place = (search: Record<string, string> = {}): Place => ({
  ...{ view: readView(search).view, workspace: "acme", today: "2026-11-30" },
})

test("each arm has its customers, and its save rate among those with an outcome", () => {
  const bars = armBars(running(arm(40, 10), arm(8, 6)), place())
  expect(bars.map(({ label, value, isFew }) => [label, value, isFew])).toEqual([
    ["Control", 0.25, false],
    ["Variant", 0.75, true],
  ])
  expect(bars.map((bar) => armColumns.map(({ says }) => says(bar)))).toEqual([
    ["42", "40", "10", "30", "25.0%", "14.2–40.2%", "80"],
    ["10", "8", "6", "2", "75.0%", "40.9–92.9%", "16"],
  ])
})

test("an interval is as wide as the plan of the test asks", () => {
  const [control] = armBars(running(arm(40, 10), arm(8, 6), { confidence: 0.8 }), place())
  expect(control).toMatchObject(wilsonInterval({ count: 10, of: 40 }, 0.8))
})

test("an arm leads to its sessions since the start, whatever else the page is narrowed to", () => {
  const narrowed = place({ mode: "test", q: "ada", plan: "pro", from: "2026-11-20", to: "2026-11-21" })
  const hrefs = armBars(running(arm(1, 1), arm(0, 0)), narrowed).map(({ href }) => href)
  expect(hrefs).toEqual([
    "/?workspace=acme&mode=test&from=2026-11-02&to=2026-11-30&test=test_1&arm=control",
    null,
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
