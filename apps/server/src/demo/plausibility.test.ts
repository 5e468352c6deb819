import { expect, test } from "vitest"
import { demoFlows } from "./demo-flows.ts"
import type { DemoSession } from "./demo-session.ts"
import { makeFixedSessions } from "./make-fixed-sessions.ts"
import { simulate } from "./simulate.ts"

/** The numbers that someone reads from seeded sessions are those of a merchant one could meet. */

const workspace = { id: "0197f000-0000-7000-8000-000000000001" }
const until = new Date("2026-11-23T10:00:00Z")
const flows = demoFlows(workspace.id, { until, years: 2 })
const all = [...simulate({ sessions: 20_000, seed: 23, years: 2, until, workspace, flows })]
const fixedSessions = makeFixedSessions(workspace.id, flows, until, 23)
const live = all.filter(({ mode }) => mode === "live")
const valid = live.filter(({ outcome, bounced_by }) => outcome !== "open" && !bounced_by)

const share = (of: DemoSession[], among: (session: DemoSession) => boolean) =>
  of.filter(among).length / of.length
const isReason = (reason: string) => (session: DemoSession) => session.survey_choice_id === `choice-${reason}`

function expectBetween(value: number, low: number, high: number): void {
  expect(value).toBeGreaterThan(low)
  expect(value).toBeLessThan(high)
}

test("nine in ten sessions are live, one in twenty is a test", () => {
  expectBetween(live.length / all.length, 0.9, 0.97)
  expectBetween(
    share(all, ({ mode }) => mode === "test"),
    0.03,
    0.07,
  )
  expect(share(all, ({ mode }) => mode === "sandbox")).toBeGreaterThan(0)
})

test("the save rate and the share of bounces are believable", () => {
  expectBetween(
    share(valid, ({ outcome }) => outcome !== "canceled"),
    0.3,
    0.55,
  )
  expectBetween(
    share(valid, ({ outcome }) => outcome === "saved"),
    0.12,
    0.35,
  )
  expectBetween(
    share(live, ({ bounced_by }) => Boolean(bounced_by)),
    0.05,
    0.15,
  )
})

test("a weekend day is quieter than a working day, and night than day", () => {
  const byWeekday = Array.from(
    { length: 7 },
    (_, day) => live.filter((s) => s.created_at.getUTCDay() === day).length,
  )
  const [sunday = 0, monday = 0, tuesday = 0, , , friday = 0, saturday = 0] = byWeekday
  expect(Math.max(sunday, saturday) * 1.4).toBeLessThan(friday)
  expect(friday).toBeLessThan(Math.min(monday, tuesday))
  const inLondonAt = (from: number, to: number) =>
    live.filter(
      (s) => s.currency === "gbp" && s.created_at.getUTCHours() >= from && s.created_at.getUTCHours() < to,
    )
  expect(inLondonAt(2, 6).length * 5).toBeLessThan(inLondonAt(10, 14).length)
})

test("there is more of everything in the second year", () => {
  const middle = new Date("2025-11-23T00:00:00Z")
  const growth =
    live.filter((s) => s.created_at >= middle).length / live.filter((s) => s.created_at < middle).length
  expectBetween(growth, 1.1, 1.4)
})

test("who pays little finds it too expensive or does not use it, teams miss features", () => {
  const asked = valid.filter((s) => s.survey_choice_id)
  const starter = asked.filter((s) => s.plan_id?.startsWith("price_starter"))
  const team = asked.filter((s) => s.plan_id?.startsWith("price_team"))
  expect(share(starter, isReason("too-expensive"))).toBeGreaterThan(
    share(team, isReason("too-expensive")) * 1.2,
  )
  expect(share(team, isReason("missing-features"))).toBeGreaterThan(
    share(starter, isReason("missing-features")) * 1.5,
  )
})

test("what is taken depends on the reason", () => {
  const taken = (reason: string, type: string) =>
    share(valid.filter(isReason(reason)), ({ offer_type }) => offer_type === type)
  expectBetween(taken("too-expensive", "DISCOUNT"), 0.15, 0.55)
  expect(taken("not-using", "DISCOUNT")).toBeLessThan(0.05)
  expectBetween(taken("not-using", "PAUSE"), 0.12, 0.5)
  expectBetween(taken("technical-problems", "CONTACT"), 0.1, 0.5)
})

test("only those on trial are offered more of it", () => {
  const extended = all.filter(({ offer_type }) => offer_type === "TRIAL_EXTENSION")
  expect(extended.length).toBeGreaterThan(50)
  for (const session of extended) expect(session.on_trial ?? true).toBe(true)
})

test("some try a plan by the year in their second year, find it too expensive and take nothing", () => {
  const inTheirSecondYear = (s: DemoSession) => Math.floor((s.age_months ?? 0) / 12) === 1
  const found = valid
    .filter((s) => s.on_trial && s.billing_interval === "YEAR" && inTheirSecondYear(s))
    .filter((s) => isReason("too-expensive")(s) && !s.offer_type)
  expectBetween(found.length, 1, 40)
})

test("steps take seconds to minutes", () => {
  const durations = all.flatMap((s) =>
    (JSON.parse(s.detail).stepsViewed as { duration?: number }[]).flatMap((step) => step.duration ?? []),
  )
  const sorted = durations.sort((a, b) => a - b)
  expectBetween(sorted[Math.floor(sorted.length / 2)] ?? 0, 5_000, 20_000)
  expectBetween(sorted.at(-1) ?? 0, 60_000, 30 * 60_000)
})

test("who is on trial and has been subscribed for longer tries a change of plan, and says so, or had the trial extended", () => {
  const onTrial = all.filter((s) => s.on_trial && (s.age_months ?? 0) >= 1)
  const customers = onTrial.map(({ detail }) => JSON.parse(detail).customer)
  const [changing, extended] = [true, false].map((isLater) =>
    customers.filter((customer) => customer.trialStart > customer.subscriptionStart === isLater),
  )
  expect(changing?.length).toBeGreaterThan(0)
  for (const { customAttributes } of changing ?? []) {
    expect(customAttributes).toMatchObject({ trialOf: "a change of plan" })
  }
  for (const { trialStart, trialEnd } of extended ?? []) {
    expect(Date.parse(trialEnd) - Date.parse(trialStart)).toBeGreaterThan(14 * 24 * 3600 * 1000)
  }
})

test("what an analysis quotes is what the customer wrote", () => {
  const analysed = [...all, ...fixedSessions].flatMap(({ feedback, detail }) => {
    const { feedbackAnalysis } = JSON.parse(detail) as { feedbackAnalysis?: { response: string } }
    return feedbackAnalysis ? [[feedbackAnalysis.response, feedback]] : []
  })
  expect(analysed.length).toBeGreaterThan(100)
  for (const [quoted, written] of analysed) expect(quoted).toBe(written)
})

test("no session leads to a recording, which nothing could play", () => {
  expect([...all, ...fixedSessions].filter(({ detail }) => "recording" in JSON.parse(detail))).toEqual([])
})

test("feedback is rarely the same twice", () => {
  const feedback = all.flatMap((s) => s.feedback ?? [])
  expect(new Set(feedback).size / feedback.length).toBeGreaterThan(0.5)
})
