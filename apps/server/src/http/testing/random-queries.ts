import { dimensionQueries, parameterOf, type QueriedDimension, writeFilterValue } from "@holdfast/protocol"
import fc from "fast-check"
import type { Stored } from "../../session/testing/naive-sessions.ts"
import { searches } from "../../session/testing/random-filters.ts"
import { naiveDimensions } from "../../testing/naive-filter.ts"

/** A query as it is sent: a key may come several times. */
export type Query = [name: string, value: string][]

/** What a parameter says of a session, null for none; undefined is neither any value nor none. */
type Property = (session: Stored) => string | null | undefined

/** Every parameter that chooses sessions, and what it looks at. */
export const queryProperties: Readonly<Record<string, Property>> = {
  sessionId: ({ id, foreign_id }) => foreign_id ?? id,
  customerId: ({ customer_id }) => customer_id,
  customerEmail: ({ customer_email }) => customer_email,
  ...Object.fromEntries(
    (Object.keys(dimensionQueries) as QueriedDimension[]).map((name) => [
      parameterOf(name),
      naiveDimensions[name],
    ]),
  ),
  // none is a cancellation; a session in progress has no saveType yet, and is none
  saveType: (session) => (session.outcome === "open" ? undefined : naiveDimensions.saveType(session)),
  canceled: ({ outcome }) => String(outcome === "canceled"),
  aborted: ({ outcome }) => String(outcome === "abandoned"),
}

/** Values of these are what they look like: nothing is "none". */
const literal = new Set(["sessionId", "customerId", "customerEmail"])

/** The value that a text of the query means. */
export function meant(name: string, text: string): string | null {
  if (literal.has(name)) return text
  if (name === "billingInterval") return /^null$/i.test(text) ? null : text.toUpperCase()
  const value = text === "null" ? null : text.replace(/^\\(?=\\*null$)/, "")
  if (name === "sessionCurrency") return value?.toLowerCase() ?? null
  return name === "pauseDuration" && value !== null ? String(Number(value)) : value
}

/** Another spelling that means the same. */
function respelled(name: string, text: string): string {
  if (name === "billingInterval") return text.toLowerCase()
  if (name === "sessionCurrency") return text === "null" ? text : text.toUpperCase()
  return name === "pauseDuration" && text !== "null" ? `0${text}.0` : text
}

const choosing = Object.keys(queryProperties)

/** Choices from the values that sessions really have, with a few ids and texts that none has. */
function choicesOver(sessions: readonly Stored[], names: readonly string[]): fc.Arbitrary<Query> {
  const valuesOf = (name: string) => {
    const values = new Set(sessions.map((session) => queryProperties[name]?.(session)))
    const texts = [...values].filter((value) => value !== undefined)
    const known = literal.has(name)
      ? ["null", "nobody", ...texts.filter((value) => value !== null)]
      : texts.map(writeFilterValue)
    return known.flatMap((text) => [text, respelled(name, text)])
  }
  const choice = fc.constantFrom(...names).chain((name) =>
    fc.record({
      key: fc.constantFrom(name, name, `-${name}`),
      values: fc.array(fc.constantFrom(...valuesOf(name)), { minLength: 1, maxLength: 3 }),
    }),
  )
  return fc
    .array(choice, { maxLength: 3 })
    .map((choices) =>
      choices.flatMap(({ key, values }) => values.map((value): [string, string] => [key, value])),
    )
}

/** One of the sessions' times, or a millisecond beside it. */
const timesOf = (sessions: readonly Stored[]) =>
  fc
    .tuple(fc.constantFrom(...sessions), fc.constantFrom(-1, 0, 0, 1))
    .map(([{ created_at }, beside]) => new Date(created_at.getTime() + beside).toISOString())

const rangeOver = (sessions: readonly Stored[], [first, last]: [string, string]): fc.Arbitrary<Query> =>
  fc
    .tuple(fc.boolean(), fc.boolean(), timesOf(sessions), timesOf(sessions))
    .map(([hasStart, hasEnd, one, other]) => {
      const [start, end] = [one, other].sort() as [string, string]
      const range: Query = hasStart ? [[first, start]] : []
      return hasEnd ? [...range, [last, end]] : range
    })

const optional = (arbitrary: fc.Arbitrary<Query>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant<Query>([]) }, { weight: 1, arbitrary })

const joined = (...parts: fc.Arbitrary<Query>[]): fc.Arbitrary<Query> =>
  fc.tuple(...parts).map((each) => each.flat())

/** Any query of the Activity Stream over these sessions. */
export const streamQueries = (sessions: readonly Stored[]): fc.Arbitrary<Query> =>
  joined(
    rangeOver(sessions, ["from", "to"]),
    choicesOver(sessions, choosing),
    optional(searches.filter((text) => text !== "").map((text): Query => [["search", text]])),
    optional(
      fc
        .tuple(
          fc.constantFrom("outcome", "-outcome"),
          fc.constantFrom("open", "abandoned", "saved", "canceled"),
        )
        .map((pair): Query => [pair]),
    ),
    optional(fc.constant<Query>([["mode", "test"]])),
  )

/** Any query of the Data API over these sessions. */
export const dataQueries = (sessions: readonly Stored[]): fc.Arbitrary<Query> =>
  joined(
    rangeOver(sessions, ["startDate", "endDate"]),
    choicesOver(sessions, choosing),
    optional(fc.constantFrom<Query>([["inProgress", "true"]], [["inProgress", "false"]])),
  )
