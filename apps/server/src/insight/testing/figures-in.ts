import type { Insights, Rate } from "@holdfast/protocol/dashboard"
import { expect } from "vitest"
import { naiveWilson } from "./naive-interval.ts"

/** What a person reads beside the figures, which has tests of its own. */
const words: ReadonlySet<string> = new Set([
  ...["name", "wordings", "marks", "offerType", "discountGiven", "endedLater", "order", "plans", "ages"],
  ...["asOf", "timeZone", "span", "goals"],
])

const isRate = (value: object): value is Rate => "count" in value && "of" in value && "low" in value

/**
 * Every figure of an answer, ready to be compared: shares as "3/10", after a look at their rate and interval; tables by what
 * they are of.
 */
export function figuresIn(answer: Insights) {
  const { overTime, offers, outcomes, reasons, responseFlow, cohorts, places, change, ...others } = answer
  const breakdowns = (all: typeof reasons.byPlan) =>
    byKey(all, ({ value }) => value).map(({ reasons, ...each }) => ({
      ...each,
      reasons: byKey(reasons, ({ reason }) => reason),
    }))
  return plain({
    ...others,
    overTime: {
      ...overTime,
      points: points(overTime.points),
      before: overTime.before && points(overTime.before),
    },
    outcomes: byKey(outcomes, ({ outcome, saveType }) => [outcome, saveType]),
    offers: byKey(
      offers.map(({ versions, ...offer }) => ({
        ...offer,
        guid: offer.guid ?? offer.offerType,
        versions: byKey(versions, ({ blueprintId }) => blueprintId),
      })),
      ({ guid }) => guid,
    ),
    reasons: {
      ...reasons,
      rows: byKey(reasons.rows, ({ reason }) => reason),
      ...{ byPlan: breakdowns(reasons.byPlan), byAge: breakdowns(reasons.byAge) },
    },
    responseFlow: flowOf(responseFlow),
    cohorts: { ...cohorts, cells: byKey(cohorts.cells, ({ ageYears, planId }) => [ageYears, planId]) },
    places: {
      languages: byKey(places.languages, ({ value }) => value),
      regions: byKey(places.regions, ({ value }) => value),
      rules: byKey(places.rules, ({ value }) => value),
    },
    change: change && {
      ...change,
      groups: byKey(change.groups, ({ value }) => value),
      explained: byKey(change.explained, ({ by }) => by),
    },
  })
}

const points = (all: Insights["overTime"]["points"]) => all.map(({ span: _, ...point }) => point)

function flowOf({ nodes, links }: Insights["responseFlow"]) {
  const names = new Map(
    nodes.map(({ id, column, key, without }) => [
      id,
      JSON.stringify([column, without ? "own words" : [key]]),
    ]),
  )
  return {
    nodes: byKey(
      nodes.map(({ id, sessions }) => ({ node: names.get(id), sessions })),
      ({ node }) => node,
    ),
    links: byKey(
      links.map(({ from, to, ...link }) => ({ from: names.get(from), to: names.get(to), ...link })),
      ({ from, to }) => [from, to],
    ),
  }
}

/** In one order, whatever a person reads first. */
export function byKey<T>(rows: readonly T[], keyOf: (row: T) => unknown): T[] {
  const keys = new Map(rows.map((row) => [row, JSON.stringify(keyOf(row))]))
  return rows.toSorted((a, b) => ((keys.get(a) ?? "") < (keys.get(b) ?? "") ? -1 : 1))
}

/**
 * @param number how a number is compared
 * @throws where a number is none, or a share is not what it is of
 */
export function plain(value: unknown, number: (value: number) => unknown = (value) => value): unknown {
  if (typeof value === "number") {
    expect(Number.isFinite(value), "every number is one").toBe(true)
    return number(value)
  }
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value))
    return isMoney(value)
      ? byKey(value, ({ currency }) => currency)
      : value.map((each) => plain(each, number))
  if (isRate(value)) return shareIn(value)
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => (words.has(name) ? [] : [[name, plain(each, number)]])),
  )
}

/** Counts and money to the last digit; fractions as two ways to the same number allow. */
export const near = (value: number): unknown =>
  Number.isInteger(value) && Math.abs(value) > 1 ? value : expect.closeTo(value, 8)

const isMoney = (rows: readonly unknown[]): rows is { currency: string }[] =>
  rows.length > 0 && rows.every((row) => typeof row === "object" && row !== null && "currency" in row)

function shareIn({ count, of, rate, low, high }: Rate): string {
  if (of === 0) expect([rate, low, high], "of nothing there is no share").toEqual([null, null, null])
  else {
    const right = naiveWilson(count, of)
    expect(rate).toBe(count / of)
    expect(low).toBeCloseTo(right.low, 8)
    expect(high).toBeCloseTo(right.high, 8)
  }
  return `${count}/${of}`
}
