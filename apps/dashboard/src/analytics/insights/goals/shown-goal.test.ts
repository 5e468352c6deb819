import type { Figures, StandingGoal } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { aGoal } from "../../../../../../packages/protocol/src/dashboard/testing/a-goal.ts"
import type { ShownInsights } from "../../../api/insights.ts"
import { heldGoals, heldGoalWords, shownGoal } from "./shown-goal.ts"

const rate = { count: 46, of: 100, rate: 0.46, low: 0.37, high: 0.56 }
const now: Figures = {
  ...{ sessions: 100, saved: 20, canceled: 54, abandoned: 26, saveRate: rate, offerSaveRate: rate },
  ...{ value: [{ currency: "usd", kept: 5000, lost: 7000 }], unpriced: 0, unverified: 0 },
}
/** What of an answer the goals are read with. */
const answer = (list: StandingGoal[]) =>
  ({
    asOf: "2026-11-30T08:00:00.000Z",
    headline: { now, before: null, recent: [], outside: { open: 0, bounced: 0 } },
    goals: { of: { viewId: null, viewName: null }, list },
    held: { rates: [{ days: 60, rate: 0.8, low: 0.7, high: 0.9, atRisk: 40, tooYoung: 2 }] },
  }) as unknown as ShownInsights

test("a figure has its own goal, and money that of its currency", () => {
  const insights = answer([
    aGoal(),
    aGoal({ figure: "lost", currency: "usd", level: 50, target: 5000 }),
    aGoal({ figure: "lost", currency: "eur", level: 1, target: 100 }),
  ])
  expect(shownGoal(insights, "saveRate")?.note).toBe("Goal 50%: 4.0 pt below")
  expect(shownGoal(insights, "lost", "usd")?.note).toBe("Goal $50.00: $20.00 above")
  expect(shownGoal(insights, "lost", "eur")?.note).toBe("Goal €1.00: €1.00 below")
  expect([shownGoal(insights, "lost"), shownGoal(insights, "kept", "usd")]).toEqual([null, null])
})

test("held rates have their goals at their days, and those of later nowhere", () => {
  const insights = answer([
    aGoal({ figure: "held60", level: 78, target: 0.78 }),
    aGoal({ figure: "held90", level: 70, since: "2026-12-24", target: null }),
  ])
  expect(heldGoals(insights)).toEqual([{ day: 60, value: 0.78, says: "Goal 78%" }])
  expect(heldGoalWords(insights)).toEqual([
    "80.0% are held after 60 days, 2.0 points above the goal of 78% since 1 September.",
  ])
})

test("an answer of a server that knows no goals has none", () => {
  const { goals: _, ...older } = answer([])
  expect(shownGoal(older as ShownInsights, "saveRate")).toBeNull()
})
