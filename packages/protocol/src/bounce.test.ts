import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { bounceWindowMs, decideBounces, isOfSameSubscription, type SettledSession } from "./bounce.ts"
import { historyOf, naiveBounces } from "./testing/bounce-oracle.ts"

const hour = 3_600_000
const nine = Date.parse("2026-11-01T09:00:00Z")
const at = (
  id: string,
  hours: number,
  isDecision: boolean,
  subscriptionId: string | null = null,
): SettledSession => ({ id, createdAt: nine + hours * hour, isDecision, subscriptionId })
const decide = (...sessions: SettledSession[]) => Object.fromEntries(decideBounces(sessions))

describe("the product's examples", () => {
  test("abandoned at 9:00, cancelled at 9:05: the first is bounced by the second", () => {
    expect(decide(at("a", 0, false), at("b", 1 / 12, true))).toEqual({ a: "b", b: null })
  })

  test("cancelled at 9:00, opened and closed at 10:00: the second is bounced by the first", () => {
    expect(decide(at("a", 0, true), at("b", 1, false))).toEqual({ a: null, b: "a" })
  })

  test("discount taken at 9:00, cancelled at 20:00: the discount is bounced", () => {
    expect(decide(at("a", 0, true), at("b", 11, true))).toEqual({ a: "b", b: null })
  })
})

test("exactly 24 hours apart still bounces; a millisecond more does not", () => {
  expect(decide(at("a", 0, true), at("b", 24, true))).toEqual({ a: "b", b: null })
  const later = { ...at("b", 0, true), createdAt: nine + bounceWindowMs + 1 }
  expect(decide(at("a", 0, true), later)).toEqual({ a: null, b: null })
})

test("a bounced session sets nothing aside itself", () => {
  expect(decide(at("a", 0, true), at("b", 20, true), at("c", 40, true))).toEqual({ a: null, b: "c", c: null })
})

test("a late winner changes the whole chain before it", () => {
  expect(decide(at("a", 0, true), at("b", 20, true), at("c", 40, true), at("d", 60, true))).toEqual({
    a: "b",
    b: null,
    c: "d",
    d: null,
  })
})

test("an earlier decision sets aside abandonments on both sides", () => {
  expect(decide(at("a", 0, false), at("b", 5, true), at("c", 10, false))).toEqual({ a: "b", b: null, c: "b" })
})

test("at the same instant the greater id is the later one", () => {
  expect(decide(at("a", 0, false), at("b", 0, false))).toEqual({ a: "b", b: null })
})

describe("subscriptions", () => {
  test("two that are cancelled within a day are two cancellations", () => {
    expect(decide(at("a", 0, true, "sub_1"), at("b", 1, true, "sub_2"))).toEqual({ a: null, b: null })
  })

  test("a decision about one leaves the look at another alone", () => {
    expect(decide(at("a", 0, false, "sub_1"), at("b", 1, true, "sub_2"))).toEqual({ a: null, b: null })
  })

  test("a session that names none goes with the most relevant one, whichever that names", () => {
    expect(decide(at("a", 0, false), at("b", 1, true, "sub_1"), at("c", 2, true, "sub_2"))).toEqual({
      a: "c",
      b: null,
      c: null,
    })
  })

  test("one that names none sets aside what names any", () => {
    expect(decide(at("a", 0, true, "sub_1"), at("b", 1, true, "sub_2"), at("c", 2, true))).toEqual({
      a: "c",
      b: "c",
      c: null,
    })
  })
})

test("nothing to decide for nobody", () => {
  expect(decide()).toEqual({})
})

test("agrees with the rule as it is written, whatever the history and the order of arrival", () => {
  const arrivals = historyOf(30).chain((sessions) =>
    fc.record({
      sessions: fc.constant(sessions),
      shuffled: fc.shuffledSubarray(sessions, { minLength: sessions.length }),
    }),
  )
  fc.assert(
    fc.property(arrivals, ({ sessions, shuffled }) => {
      expect(Object.fromEntries(decideBounces(shuffled))).toEqual(Object.fromEntries(naiveBounces(sessions)))
    }),
    { numRuns: 2000 },
  )
})

test("two winners that may set each other aside are never within 24 hours, and every bounced session is within 24 hours of a winner", () => {
  fc.assert(
    fc.property(historyOf(40), (sessions) => {
      const decided = decideBounces(sessions)
      const byId = new Map(sessions.map((session) => [session.id, session]))
      const winners = sessions.filter((session) => decided.get(session.id) === null)
      for (const a of winners) {
        for (const b of winners) {
          if (a !== b && isOfSameSubscription(a, b))
            expect(Math.abs(a.createdAt - b.createdAt)).toBeGreaterThan(bounceWindowMs)
        }
      }
      for (const session of sessions) {
        const winner = byId.get(decided.get(session.id) ?? "")
        if (!winner) continue
        expect(decided.get(winner.id)).toBe(null)
        expect(Math.abs(session.createdAt - winner.createdAt)).toBeLessThanOrEqual(bounceWindowMs)
        expect(isOfSameSubscription(session, winner)).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})
