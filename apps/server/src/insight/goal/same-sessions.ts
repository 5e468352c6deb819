import type { OutcomeKind } from "@holdfast/protocol"
import type { SessionFilter, Values } from "../../session/read/session-filter.ts"

type Lists = Readonly<Partial<Record<string, Values>>>

const outcomes: readonly OutcomeKind[] = ["open", "abandoned", "saved", "canceled"]

/**
 * Which sessions a filter is of, whatever its days and however it is written: two filters with the same key are the same one.
 * So a page that somebody filtered by hand is the shared view with the same filters.
 */
export function sessionsKey({ mode, search, is, not, ...filter }: SessionFilter): string {
  // a page and a view say differently which outcomes are left
  const left = outcomes.filter(
    (outcome) => (is?.outcome?.includes(outcome) ?? true) && !not?.outcome?.includes(outcome),
  )
  return JSON.stringify([
    ...[mode, search ?? null, left],
    listsOf({ ...is, ...filter.ids, offers: filter.offers, outcome: undefined }),
    // to exclude nothing is to say nothing
    listsOf({ ...not, ...filter.notIds, offers: filter.notOffers, outcome: undefined }).filter(
      ([, values]) => values.length > 0,
    ),
  ])
}

/** In one order, each value once. */
const listsOf = (lists: Lists): [name: string, values: string[]][] =>
  Object.entries(lists)
    .flatMap(([name, values]): [string, string[]][] =>
      values ? [[name, [...new Set(values.map(orNone))].sort()]] : [],
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))

/** "None" is no text of its own. */
const orNone = (value: string | null): string => (value === null ? "none" : `=${value}`)
