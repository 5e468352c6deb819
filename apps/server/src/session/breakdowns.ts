import type { AggregateRow } from "./aggregate-sessions.ts"
import type { Breakdown } from "./time-unit.ts"

/** A value as the record of a session has it. */
export type BreakdownValue = string | number | boolean | null

interface Source {
  /** What the database groups by. */
  by: Breakdown
  read: (value: string | null) => BreakdownValue
}

const asText = (by: Breakdown): Source => ({ by, read: (value) => value })
const asFlag = (by: Breakdown, whenIt: string): Source => ({ by, read: (value) => value === whenIt })
const asNumber = (by: Breakdown, divisor = 1): Source => ({
  by,
  read: (value) =>
    value === null ? null : divisor === 1 ? Number(value) : Math.floor(Number(value) / divisor),
})

/** Everything that the Data API breaks down by (section 3.2 of the wire contract), and where each comes from. */
const sources = {
  day: asText("day"),
  week: asText("week"),
  month: asText("month"),
  saveType: asText("saveType"),
  offerType: asText("offerType"),
  response: asText("response"),
  aborted: asFlag("outcome", "abandoned"),
  canceled: asFlag("outcome", "canceled"),
  trial: asFlag("trial", "true"),
  segmentId: asText("segmentId"),
  abtest: asText("abtest"),
  blueprintId: asText("blueprintId"),
  planId: asText("planId"),
  billingInterval: asText("billingInterval"),
  couponId: asText("couponId"),
  pauseDuration: asNumber("pauseDuration"),
  currency: asText("currency"),
  sessionCurrency: asText("currency"),
  bounced: asFlag("bounced", "true"),
  ageMonths: asNumber("ageMonths"),
  ageQuarters: asNumber("ageMonths", 3),
  ageYears: asNumber("ageYears"),
} as const satisfies Record<string, Source>

export type BreakdownName = keyof typeof sources
export const breakdownNames = Object.keys(sources) as BreakdownName[]
export const isBreakdownName = (name: string): name is BreakdownName => Object.hasOwn(sources, name)

/** What the database has to group by for these breakdowns. */
export const groupingsOf = (names: readonly BreakdownName[]): Breakdown[] => [
  ...new Set(names.map((name) => sources[name].by)),
]

export type FoldedRow = Partial<Record<BreakdownName, BreakdownValue>> & { count: number }

/**
 * One row for each combination of values that occurs, from rows grouped by `groupingsOf(names)`: several outcomes are
 * one `canceled: false`. The newest time first, then in the order of the values, "none" at the end.
 */
export function foldRows(rows: readonly AggregateRow[], names: readonly BreakdownName[]): FoldedRow[] {
  const groupings = groupingsOf(names)
  const columns = names.map((name) => ({ source: sources[name], at: groupings.indexOf(sources[name].by) }))
  const folded = new Map<string, { values: BreakdownValue[]; count: number }>()
  for (const row of rows) {
    const values = columns.map(({ source, at }) => source.read(row.values[at] ?? null))
    const key = JSON.stringify(values)
    const same = folded.get(key)
    if (same) same.count += row.count
    else folded.set(key, { values, count: row.count })
  }
  const isTime = names.map((name) => name === "day" || name === "week" || name === "month")
  return [...folded.values()]
    .sort((a, b) => {
      const at = a.values.findIndex((value, i) => value !== b.values[i])
      return at < 0 ? 0 : compare(a.values[at] ?? null, b.values[at] ?? null) * (isTime[at] ? -1 : 1)
    })
    .map(({ values, count }) => ({ ...Object.fromEntries(names.map((name, i) => [name, values[i]])), count }))
}

/** Values of one breakdown are of one type, or null. */
function compare(a: BreakdownValue, b: BreakdownValue): number {
  if (a === null || b === null) return a === null ? 1 : -1
  return a < b ? -1 : 1
}
