import { decideBounces, isSettled, outcomeOf, saveTypeOf } from "@holdfast/protocol"
import { SessionFacts as SessionFactsSchema } from "@holdfast/protocol/schema"
import type { Selectable } from "kysely"
import { expect, test } from "vitest"
import type { SessionRow } from "../db/schema.ts"
import { compileBody } from "../http/validation.ts"
import { factsOf } from "../session/session-row.ts"
import { settledSession } from "../session/settled-session.ts"
import { copyLine } from "./copy-line.ts"
import { demoFlows } from "./demo-flows.ts"
import type { DemoSession } from "./demo-session.ts"
import { simulate } from "./simulate.ts"

const workspace = { id: "0197f000-0000-7000-8000-000000000001" }
const until = new Date("2026-11-23T10:00:00Z")
const years = 2
const flows = demoFlows(workspace.id, { until, years })

const run = (sessions: number, seed: number, rest: { until?: Date; years?: number } = {}) => [
  ...simulate({ sessions, seed, years, until, workspace, flows, ...rest }),
]
const text = (sessions: DemoSession[]) => sessions.map(copyLine).join("")

const many = run(20_000, 11)
/** All within the last hour. */
const crowd = run(400, 6, { years: 0.0001 })

test("the same seed gives the same COPY text, another seed another", () => {
  expect(text(run(800, 3))).toBe(text(run(800, 3)))
  expect(text(run(800, 3))).not.toBe(text(run(800, 4)))
})

test("exactly as many sessions come as were asked for, whatever the span", () => {
  const asked: [number, number][] = [
    [0, 2],
    [1, 2],
    [37, 0.01],
    [400, 0.001],
    [1_200, 2],
    [500, 10],
  ]
  expect(asked.map(([sessions, years]) => run(sessions, 5, { years }).length)).toEqual(asked.map(([n]) => n))
})

test("sessions lie in order of time, within the span, and ids in the same order", () => {
  const from = until.getTime() - years * 365.25 * 24 * 60 * 60 * 1000
  const times = many.map((session) => session.created_at.getTime())
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(times[0]).toBeGreaterThanOrEqual(from)
  expect(times.at(-1)).toBeLessThan(until.getTime())
  const ids = many.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].sort())
})

test("nothing is known of a time that has not come", () => {
  for (const session of [...many, ...crowd]) {
    for (const time of [session.updated_at, session.last_report_at, session.settled_at]) {
      expect(time === null || time === undefined || time <= until).toBe(true)
    }
  }
})

test("whoever is in the flow at the present is in progress", () => {
  const open = crowd.filter(({ outcome }) => outcome === "open")
  expect(open.length).toBeGreaterThan(5)
  for (const session of open) {
    expect([session.settled_at, session.save_type, session.bounced_by]).toEqual([null, null, null])
  }
})

test("bounces are what the rule says of each customer's sessions", () => {
  const groups = Map.groupBy(many, ({ customer_id, mode }) => `${customer_id} ${mode}`)
  const expected = new Map<string, string | null>()
  for (const sessions of groups.values()) {
    const settled = sessions.filter(({ outcome }) => isSettled(outcome))
    for (const [id, winner] of decideBounces(settled.map(settledSession))) expected.set(id, winner)
  }
  expect(many.map(({ id, bounced_by }) => [id, bounced_by])).toEqual(
    many.map(({ id }) => [id, expected.get(id) ?? null]),
  )
})

test("outcome and save type follow from the facts that the row keeps", () => {
  for (const session of many) {
    const facts = factsOf({ ...session, detail: JSON.parse(session.detail) } as Selectable<SessionRow>)
    const offerType = facts.acceptedOffer?.offerType
    const outcome = outcomeOf({
      canceled: facts.canceled === true,
      acceptedOffer: offerType ? { offerType } : null,
      ended: facts.aborted === true || session.is_silent === true,
    })
    expect([session.outcome, session.save_type]).toEqual([outcome.kind, saveTypeOf(outcome)])
    const accepted = (facts.presentedOffers ?? []).filter((offer) => offer.accepted)
    expect(accepted.map(({ guid }) => guid)).toEqual(facts.acceptedOffer ? [facts.acceptedOffer.guid] : [])
  }
})

test("who has cancelled takes no offer within the day", () => {
  const groups = Map.groupBy(many, ({ customer_id }) => customer_id)
  for (const sessions of groups.values()) {
    for (const [i, { outcome, created_at }] of sessions.entries()) {
      if (outcome !== "canceled") continue
      const later = sessions.slice(i + 1).filter((s) => +s.created_at - +created_at < 24 * 60 * 60 * 1000)
      expect(later.map((s) => s.outcome)).toEqual(later.map(() => "abandoned"))
    }
  }
})

test("who comes back weeks after a cancellation has subscribed anew", () => {
  const groups = Map.groupBy(many, ({ customer_id }) => customer_id)
  let comebacks = 0
  for (const sessions of groups.values()) {
    for (const [i, { created_at }] of sessions.entries()) {
      const before = sessions.slice(0, i).findLast((s) => s.outcome === "canceled")
      if (!before || +created_at - +before.created_at < 2 * 24 * 60 * 60 * 1000) continue
      const start = sessions[i]?.subscription_start
      if (!start) continue
      comebacks++
      expect(+new Date(start)).toBeGreaterThan(+before.created_at)
    }
  }
  expect(comebacks).toBeGreaterThan(50)
})

test("every session is one that the wire would have accepted", () => {
  const accepts = compileBody(SessionFactsSchema)
  for (const session of many.filter((_, i) => i % 5 === 0)) {
    const facts = factsOf({ ...session, detail: JSON.parse(session.detail) } as Selectable<SessionRow>)
    expect([accepts(facts), accepts.errors]).toEqual([true, null])
  }
})

test("addresses end in the domains reserved for examples", () => {
  const domains = new Set(many.flatMap(({ customer_email }) => customer_email?.split("@").slice(1) ?? []))
  expect([...domains].sort()).toEqual(["example.com", "example.net", "example.org"])
})

test("options that make no sense are refused", () => {
  expect(() => run(-1, 1)).toThrow("sessions must be a whole number")
  expect(() => run(1.5, 1)).toThrow("sessions must be a whole number")
  expect(() => run(1, 1, { years: 0 })).toThrow("years must be")
  expect(() => run(1, 1, { years: 50 })).toThrow("years must be")
})
