import { parameterOf, writeFilterValue } from "@holdfast/protocol"
import {
  addressGroups,
  type Choices,
  isValueOf,
  namedValues,
  narrowChoices,
  writeChoices,
} from "@holdfast/protocol/dashboard"
import fc from "fast-check"
import { expect, test } from "vitest"
import { conditionsOf, type SessionQuery } from "../http/session-query.ts"
import { sessionsKey } from "../insight/goal/same-sessions.ts"
import { filterOfView, sessionsOfView } from "./view-sessions.ts"

const anyChoices: fc.Arbitrary<Choices> = fc
  .array(
    fc.constantFrom(...addressGroups).chain((group) =>
      fc.record({
        dimension: fc.constant(group.dimension),
        value: fc
          .constantFrom(
            ...(namedValues(group)?.map(({ value }) => value) ?? ["a", "null", "7", "accepted:PAUSE"]),
            null,
          )
          .filter((value) => isValueOf(group, value)),
        isExcluded: fc.boolean(),
      }),
    ),
    { maxLength: 6 },
  )
  .map((choices) => narrowChoices([], choices) ?? [])

/** The query that the page asks the API with. */
function queryOf(choices: Choices): SessionQuery {
  const query: Record<string, string[]> = {}
  for (const { dimension, value, isExcluded } of choices) {
    const name = dimension === "outcome" || dimension === "offers" ? dimension : parameterOf(dimension)
    const key = isExcluded ? `-${name}` : name
    query[key] = [...(query[key] ?? []), writeFilterValue(value)]
  }
  return query as SessionQuery
}

/** Which outcomes a filter leaves, however it says so. */
const outcomesLeft = ({ is, not }: { is?: object | undefined; not?: object | undefined }) => {
  const [any, none] = [is, not].map((each) => (each as { outcome?: string[] } | undefined)?.outcome)
  return ["open", "abandoned", "saved", "canceled"].filter(
    (outcome) => (any?.includes(outcome) ?? true) && !none?.includes(outcome),
  )
}
const withoutOutcome = (dimensions: object | undefined) => {
  const { outcome: _, ...others } = (dimensions ?? {}) as Record<string, string[]>
  return Object.fromEntries(Object.entries(others).map(([name, values]) => [name, values.toSorted()]))
}

test("a view has the sessions that the page asks the API for, whatever its filters", () => {
  fc.assert(
    fc.property(anyChoices, (choices) => {
      const address = new URLSearchParams(writeChoices(choices)).toString()
      const own = filterOfView("w", sessionsOfView(address))
      const asked = conditionsOf(queryOf(choices))
      expect(withoutOutcome(own.is)).toEqual(withoutOutcome(asked.is))
      expect(withoutOutcome(own.not)).toEqual(withoutOutcome(asked.not))
      expect(outcomesLeft(own)).toEqual(outcomesLeft(asked))
      expect([own.offers?.toSorted(), own.notOffers?.toSorted()]).toEqual([
        asked.offers?.toSorted(),
        asked.notOffers?.toSorted(),
      ])
      expect(sessionsKey(own)).toBe(sessionsKey({ workspaceId: "w", mode: "live", ...asked }))
    }),
  )
})

test("a search through everything lets the filters of its view rest", () => {
  expect(sessionsOfView("q=price&outcome=cancelled&mode=test")).toEqual({
    ...{ mode: "test", search: "price", choices: [] },
  })
  expect(sessionsOfView("q=price&within=filters&outcome=cancelled").choices).toEqual([
    { dimension: "outcome", value: "canceled", isExcluded: false },
  ])
  expect(sessionsOfView("mode=what&outcome=nothing&colour=red")).toEqual({
    ...{ mode: "live", search: null, choices: [] },
  })
})
