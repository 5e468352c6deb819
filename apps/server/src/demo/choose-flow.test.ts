import type { CustomerSnapshot } from "@holdfast/protocol"
import type { Blueprint } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import type { WorkspaceFlows } from "../flow/workspace-flows.ts"
import { flowChooser } from "./choose-flow.ts"
import { demoFlows } from "./demo-flows.ts"

const until = new Date("2026-11-01T00:00:00Z")
const flows = demoFlows("0197f000-0000-7000-8000-000000000001", { until, years: 2 })
const chooserOf = (flows: WorkspaceFlows) => {
  const choose = flowChooser(flows)
  return (customer: CustomerSnapshot, at: number) => choose({ customer }, at)
}
const choose = chooserOf(flows)
const member = {
  onTrial: false,
  billingInterval: "MONTH",
  planId: "price_pro_monthly_usd",
  subscriptionStart: "2026-03-15T00:00:00Z",
}
const seen = ({ name, version }: Blueprint) => `${name} ${version}`
const lastDay = Date.parse("2026-10-31T00:00:00Z")

test("a customer whom no segment knows sees the Primary Flow in the version of the day", () => {
  const days = ["2024-11-02", "2025-09-01", "2026-09-21", "2026-10-31"]
  expect(days.map((day) => seen(choose(member, Date.parse(day))))).toEqual([
    "Primary Flow 1",
    "Primary Flow 2",
    "Primary Flow 3",
    "Primary Flow 4",
  ])
})

test("the first segment that matches decides", () => {
  const annualTeam = { ...member, billingInterval: "YEAR", planId: "price_team_annual_eur" }
  expect(seen(choose({ ...member, onTrial: true }, lastDay))).toBe("On trial 1")
  expect(seen(choose(annualTeam, lastDay))).toBe("Annual teams 1")
  expect(seen(choose({ ...annualTeam, subscriptionStart: "2023-06-01T00:00:00Z" }, lastDay))).toBe(
    "Annual teams 1",
  )
  expect(seen(choose({ ...member, subscriptionStart: "2024-10-31T00:00:00Z" }, lastDay))).toBe(
    "Long-time customers 2",
  )
  expect(seen(choose({ ...member, subscriptionStart: "2024-10-31T00:00:01Z" }, lastDay))).toBe(
    "Primary Flow 4",
  )
})

test("before a segment had a flow its customers saw the Primary Flow", () => {
  const early = Date.parse("2024-11-10T00:00:00Z")
  expect(seen(choose({ ...member, onTrial: true }, early))).toBe("Primary Flow 1")
})

test("a disabled segment matches nobody", () => {
  const off: WorkspaceFlows = {
    ...flows,
    segments: flows.segments.map((each) => ({ ...each, enabled: false })),
  }
  expect(seen(chooserOf(off)({ ...member, subscriptionStart: "2023-06-01T00:00:00Z" }, lastDay))).toBe(
    "Primary Flow 4",
  )
})

test("a workspace without a Primary Flow is an error", () => {
  expect(() => flowChooser({ segments: [], flows: [], blueprints: [] })).toThrow("Primary Flow")
})
