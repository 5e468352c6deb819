import { type Dimension, dimensions, modes } from "@holdfast/protocol"
import { comparisons } from "@holdfast/protocol/dashboard"
import fc from "fast-check"
import type { SessionFilter, Values } from "../../session/read/session-filter.ts"
import type { Stored } from "../../session/testing/naive-sessions.ts"
import { filtersOver } from "../../session/testing/random-filters.ts"
import { worldNow } from "../../session/testing/random-world.ts"
import { naiveDimensions } from "../../testing/naive-filter.ts"
import type { InsightQuestion } from "../read-insights.ts"
import { clockChanges, type TroubledWorld, troubledZones } from "./troubled-world.ts"

const dayMs = 24 * 3600 * 1000
type Span = Pick<SessionFilter, "from" | "to">

/** Spans of any length at any place: over a change of clocks, of a moment, in 1970, ending tomorrow, without an end. */
function spansOver(sessions: readonly Stored[]): fc.Arbitrary<Span> {
  const beside = fc.constantFrom(-1, 0, 0, 1)
  const instant = fc
    .tuple(fc.constantFrom(...sessions.map(({ created_at }) => created_at), ...clockChanges), beside)
    .map(([at, ms]) => new Date(at.getTime() + ms))
  const days = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 40, max: 800 }))
  return fc.oneof(
    fc.constant<Span>({}),
    instant.map((from): Span => ({ from })),
    instant.map((to): Span => ({ to })),
    fc.tuple(instant, instant).map((ends): Span => {
      const [from, to] = ends.sort((a, b) => a.getTime() - b.getTime())
      return { from, to }
    }),
    fc.tuple(instant, days).map(([to, days]): Span => ({ from: new Date(to.getTime() - days * dayMs), to })),
    days.map(
      (days): Span => ({
        from: new Date(worldNow.getTime() - days * dayMs),
        to: new Date(Date.now() + dayMs),
      }),
    ),
    days.map((days): Span => ({ from: new Date(0), to: new Date(days * dayMs) })),
  )
}

type Choices = Pick<SessionFilter, "is" | "not">

/** One or two choices, of values that a session has. */
function choicesOf(sessions: readonly Stored[]): fc.Arbitrary<Choices> {
  const values = (dimension: Dimension) =>
    fc
      .uniqueArray(fc.constantFrom(...sessions), { minLength: 1, maxLength: 3, selector: ({ id }) => id })
      .map((some): Values => some.map((session) => naiveDimensions[dimension](session)))
  const one = fc
    .constantFrom(...dimensions)
    .chain((dimension) => values(dimension).map((some) => ({ [dimension]: some })))
  return fc.oneof(
    one.map((is): Choices => ({ is })),
    one.map((not): Choices => ({ not })),
    fc.tuple(one, one).map(([is, not]): Choices => ({ is, not })),
  )
}

/** Questions of which half narrow by nothing but the time and a third by values that occur; the others by anything. */
export function questionsOver({ workspaceIds, sessions }: TroubledWorld): fc.Arbitrary<InsightQuestion> {
  const place = fc.record({
    workspaceId: fc.constantFrom(...workspaceIds, workspaceIds[0] ?? ""),
    mode: fc.constantFrom(...modes, "live" as const, "live" as const),
  })
  const choices = fc.oneof(
    { weight: 3, arbitrary: fc.constant<Choices>({}) },
    { weight: 2, arbitrary: choicesOf(sessions) },
  )
  const filter: fc.Arbitrary<SessionFilter> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(place, spansOver(sessions), choices)
        .map(([place, span, choices]) => ({ ...place, ...span, ...choices })),
    },
    { weight: 1, arbitrary: filtersOver(workspaceIds, sessions) },
  )
  return fc.record({
    filter,
    comparison: fc.constantFrom(null, ...comparisons),
    timeZone: fc.constantFrom(...troubledZones),
  })
}
