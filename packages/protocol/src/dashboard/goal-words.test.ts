import { expect, test } from "vitest"
import { goalLevel, goalNote, goalPhrase, sinceWords, valueForGoal } from "./goal-words.ts"
import type { StandingGoal } from "./goals-api.ts"
import type { Figures } from "./insights-api.ts"
import { aGoal } from "./testing/a-goal.ts"

const asOf = "2026-11-30T08:00:00.000Z"

test("a rate says how many points it is from its goal, and since when that is so", () => {
  expect([
    goalPhrase(aGoal(), 0.463, asOf),
    goalPhrase(aGoal({ level: 45, target: 0.45 }), 0.463, asOf),
    goalPhrase(aGoal({ level: 47.3, target: 0.473 }), 0.463, asOf),
    goalPhrase(aGoal({ level: 46.3, target: 0.463 }), 0.46296, asOf),
    goalPhrase(aGoal({ since: "2025-09-01" }), 0.463, asOf),
  ]).toEqual([
    "3.7 points below the goal of 50% since 1 September",
    "1.3 points above the goal of 45% since 1 September",
    "1 point below the goal of 47.3% since 1 September",
    "on the goal of 46.3% since 1 September",
    "3.7 points below the goal of 50% since 1 September 2025",
  ])
})

test("the distance is that of the figures as they are said", () => {
  // 46.25 % is said as 46.3 %
  expect(goalPhrase(aGoal(), 0.4625, asOf)).toMatch(/^3\.7 points below/)
})

test("a number and an amount say what these days were to bring, beside what was set", () => {
  const sessions = aGoal({ figure: "sessions", level: 430, target: 430 * (7 / 30) })
  expect(goalPhrase(sessions, 96, asOf)).toBe(
    "4 below the goal of 100 for these days (430 in 30 days since 1 September)",
  )
  const kept = aGoal({ figure: "kept", currency: "usd", level: 9000, target: 210_000 })
  expect(goalPhrase(kept, 222_000, asOf)).toBe(
    "$120 above the goal of $2,100 for these days ($9,000 in 30 days since 1 September)",
  )
})

test("a goal that begins later, or that nothing is known beside, claims nothing", () => {
  expect([
    goalPhrase(aGoal({ target: null }), 0.4, asOf),
    goalNote(aGoal({ target: null, since: "2026-12-01" }), 0.4, asOf),
    goalPhrase(aGoal(), null, asOf),
    goalNote(aGoal(), null, asOf),
    goalNote(aGoal(), 0.463, asOf),
    goalNote(aGoal({ figure: "canceled", level: 30, target: 7 }), 7, asOf),
  ]).toEqual([
    null,
    "Goal 50% from 1 December",
    null,
    "Goal 50%",
    "Goal 50%: 3.7 pt below",
    "Goal 7: reached exactly",
  ])
})

test("a level is said as it was set, in its currency", () => {
  const money = (level: number, currency: string) => goalLevel({ figure: "lost", currency, level })
  expect([money(9000, "usd"), money(9000.5, "usd"), money(900_000, "jpy"), money(10, "xx1")]).toEqual([
    "$9,000 in 30 days",
    "$9,000.50 in 30 days",
    "¥900,000 in 30 days",
    "10 xx1 in 30 days",
  ])
  expect(goalLevel({ figure: "held30", currency: null, level: 47.25 })).toBe("47.25%")
  expect(sinceWords("2026-01-31", asOf)).toBe("31 January")
})

test("each figure is the one of the page", () => {
  const rate = { count: 1, of: 2, rate: 0.5, low: 0.1, high: 0.9 }
  const figures: Figures = {
    ...{ sessions: 10, saved: 3, canceled: 4, abandoned: 3, saveRate: { ...rate, rate: 0.6 } },
    ...{
      offerSaveRate: rate,
      value: [{ currency: "usd", kept: 500, lost: 700 }],
      unpriced: 0,
      unverified: 0,
    },
  }
  const held = [{ days: 30, rate: 0.8, low: 0.7, high: 0.9, atRisk: 40, tooYoung: 2 } as const]
  const value = (figure: StandingGoal["figure"], currency: string | null = null) =>
    valueForGoal({ figure, currency }, figures, held)
  expect([
    value("saveRate"),
    value("offerSaveRate"),
    value("held30"),
    value("held60"),
    value("sessions"),
    value("saved"),
    value("canceled"),
    value("kept", "usd"),
    value("lost", "usd"),
    value("lost", "eur"),
  ]).toEqual([0.6, 0.5, 0.8, null, 10, 3, 4, 500, 700, 0])
})
