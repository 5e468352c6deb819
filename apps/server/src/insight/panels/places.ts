import type { Dimension } from "@holdfast/protocol"
import type { PlaceRow, Places } from "@holdfast/protocol/dashboard"
import type { Table, TableRow } from "../../session/count/tables/table.ts"
import type { Measure } from "../../session/measures.ts"
import { keptOf } from "../kept-of.ts"
import { nearestRank } from "../nearest-rank.ts"
import { type Beside, panel } from "../panel.ts"
import { countOf, rateOf } from "../rate.ts"
import { valueNames } from "../value-names.ts"

/** Clients may send any language; more are taken together. */
const mostRows = 50

const endsBy = <By extends Dimension>(by: By) =>
  ({ by: [by, "outcome", "usedClickToCancel"] }) as const satisfies Table
const effortBy = <By extends Dimension, M extends Measure>(by: By, measure: M) =>
  ({ by: [by, "outcome", measure] }) as const satisfies Table

const tables = {
  languages: endsBy("language"),
  languageClicks: effortBy("language", "clicks"),
  languageSeconds: effortBy("language", "secondsToCancel"),
  regions: endsBy("region"),
  regionClicks: effortBy("region", "clicks"),
  regionSeconds: effortBy("region", "secondsToCancel"),
  rules: endsBy("cancelRule"),
  ruleClicks: effortBy("cancelRule", "clicks"),
  ruleSeconds: effortBy("cancelRule", "secondsToCancel"),
}

/** How customers of each language, region and rule of click to cancel decide, and how long it takes them to cancel. */
export const places = panel({
  tables: () => tables,
  answer: async (now, _, beside): Promise<Places> => ({
    languages: await rowsOf(beside, "language", {
      ends: now.languages,
      clicks: now.languageClicks,
      seconds: now.languageSeconds,
    }),
    regions: await rowsOf(beside, "region", {
      ends: now.regions,
      clicks: now.regionClicks,
      seconds: now.regionSeconds,
    }),
    rules: await rowsOf(beside, "cancelRule", {
      ends: now.rules,
      clicks: now.ruleClicks,
      seconds: now.ruleSeconds,
    }),
  }),
})

interface Counted {
  ends: readonly TableRow[]
  clicks: readonly TableRow[]
  seconds: readonly TableRow[]
}

async function rowsOf({ moment, filter }: Beside, by: Dimension, counted: Counted): Promise<PlaceRow[]> {
  const sizes = Array.from(
    Map.groupBy(counted.ends, ({ values }) => values[0] ?? null),
    ([value, rows]) => ({ value, sessions: countOf(rows) }),
  ).sort((a, b) => b.sessions - a.sessions || ((a.value ?? "") < (b.value ?? "") ? -1 : 1))
  const isFolded = sizes.length > mostRows
  const shown = sizes.slice(0, isFolded ? mostRows - 1 : mostRows).map(({ value }) => value)
  const rest = sizes.slice(shown.length).map(({ value }) => value)
  const nameOf = await valueNames(moment, filter, by, shown)
  const groups = groupRows(counted, shown)
  return [
    ...shown.map((value) => ({ value, name: nameOf(value), ...figuresOf(groups(value)) })),
    ...(isFolded
      ? [{ value: null, name: `${rest.length} others`, others: rest.length, ...figuresOf(groups(others)) }]
      : []),
  ]
}

const others = Symbol("others")

/** The rows of each shown value, and those of all others. */
function groupRows({ ends, clicks, seconds }: Counted, shown: readonly (string | null)[]) {
  const isShown = new Set(shown)
  const split = (rows: readonly TableRow[]) =>
    Map.groupBy(rows, ({ values: [value = null] }) => (isShown.has(value) ? value : others))
  const parts = { ends: split(ends), clicks: split(clicks), seconds: split(seconds) }
  return (value: string | null | typeof others): Counted => ({
    ends: parts.ends.get(value) ?? [],
    clicks: parts.clicks.get(value) ?? [],
    seconds: parts.seconds.get(value) ?? [],
  })
}

function figuresOf({ ends, clicks, seconds }: Counted): Omit<PlaceRow, "value" | "name" | "others"> {
  const { kept, of } = keptOf(ends, 1)
  const pressed = ends.filter(({ values }) => values[1] === "canceled" && values[2] === "true")
  return {
    saveRate: rateOf(kept, of),
    cancelNow: rateOf(countOf(pressed), of - kept),
    clicks: effortOf(clicks),
    seconds: effortOf(seconds),
  }
}

/** Of the cancelled sessions of which it was recorded. */
function effortOf(rows: readonly TableRow[]): PlaceRow["clicks"] {
  const counts = rows.flatMap(({ values: [, outcome, said], count }) =>
    outcome === "canceled" && said ? [{ value: Number(said), count }] : [],
  )
  const [median, p90] = [nearestRank(counts, 0.5), nearestRank(counts, 0.9)]
  return median === null || p90 === null ? null : { median, p90, of: countOf(counts) }
}
