import type { PlaceRow, Places } from "@holdfast/protocol/dashboard"
import { useState } from "react"
import type { Choices } from "../../../api/choice.ts"
import { BarList, type BarRow } from "../../../charts/bar-list.tsx"
import type { ChartColumn } from "../../../charts/chart-data.ts"
import { ChartPanel } from "../../../charts/chart-panel.tsx"
import { digits } from "../../../parts/digits.ts"
import { fewWords, interval, isFew, percent } from "../figure-words.ts"
import { HowMade } from "../how-made.tsx"
import { only } from "../link-to.ts"
import { ifAny, keyOf, type LinkTo, type PanelPlace } from "./panel-place.ts"
import { PanelSwitch } from "./panel-switch.tsx"
import { shareWords } from "./panel-words.ts"

const ways = [
  { value: "languages", label: "Languages", dimension: "language", head: "Language" },
  { value: "regions", label: "Regions", dimension: "region", head: "Region" },
  { value: "rules", label: "Click to cancel", dimension: "cancelRule", head: "Rule" },
] as const satisfies readonly { value: keyof Places; label: string; dimension: string; head: string }[]

/** One bar: the save rate of the sessions with one language, region or rule. */
export interface PlaceBar extends BarRow {
  row: PlaceRow
  hrefCancelNow: string | null
}

/** The places, the one with most sessions first. */
export const placeBars = (
  rows: readonly PlaceRow[],
  dimension: "language" | "region" | "cancelRule",
  linkTo: LinkTo,
): PlaceBar[] =>
  rows
    .map((row) => {
      const { value, name, saveRate, others } = row
      // what is taken together cannot be filtered by
      const link = (count: number, ...more: Choices) =>
        others === undefined ? ifAny(count, linkTo([only(dimension, value), ...more])) : null
      return {
        ...{ key: keyOf(row), label: name, row, shade: "accent" as const },
        href: link(saveRate.of),
        hrefCancelNow: link(
          row.cancelNow.count,
          only("usedClickToCancel", "true"),
          only("outcome", "canceled"),
        ),
        ...{ value: saveRate.rate, low: saveRate.low, high: saveRate.high, isFew: isFew(saveRate.of) },
      }
    })
    .toSorted((a, b) => b.row.saveRate.of - a.row.saveRate.of || (a.label < b.label ? -1 : 1))

const tenths = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 })

type Reach = keyof NonNullable<PlaceRow["clicks"]> & ("median" | "p90")

const spread = (what: "clicks" | "seconds", reach: Reach) => ({
  says: ({ row }: PlaceBar) => {
    const number = row[what]?.[reach]
    return number === undefined ? null : tenths.format(number)
  },
  cell: ({ row }: PlaceBar) => row[what]?.[reach] ?? null,
})

const allColumns: ChartColumn<PlaceBar>[] = [
  {
    ...{
      head: "Sessions",
      says: ({ row }) => digits.format(row.saveRate.of),
      cell: ({ row }) => row.saveRate.of,
    },
    hrefOf: ({ href }) => href,
  },
  { head: "Save rate", says: ({ value }) => percent(value), cell: ({ value }) => value },
  { head: "Interval", says: interval },
  {
    ...{
      head: "Cancel now",
      says: ({ row }) => shareWords(row.cancelNow),
      cell: ({ row }) => row.cancelNow.rate,
    },
    hrefOf: ({ hrefCancelNow }) => hrefCancelNow,
  },
  { head: "Clicks, median", ...spread("clicks", "median") },
  { head: "Clicks, 90th percentile", ...spread("clicks", "p90") },
  { head: "Seconds, median", ...spread("seconds", "median") },
  { head: "Seconds, 90th percentile", ...spread("seconds", "p90") },
]

const beside = ["Sessions", "Save rate"]

/** The same figures by language, by region and by rule of click to cancel. */
export function PlacesPanel({ places, linkTo, fileName, insights, place }: PanelPlace & { places: Places }) {
  const [value, setValue] = useState<keyof Places>("languages")
  const way = ways.find((each) => each.value === value) ?? ways[0]
  const rows = placeBars(places[way.value], way.dimension, linkTo)
  const columns = allColumns.filter(({ says }) => rows.some((row) => says(row) !== null))
  const most = Math.max(0, ...rows.map(({ row }) => row.saveRate.of))
  return (
    <ChartPanel
      title="Languages, regions and click to cancel"
      shape="bars"
      fileName={fileName(way.value)}
      aside={<PanelSwitch label="Figures by" ways={ways} value={value} onChange={setValue} />}
      state={
        rows.length === 0
          ? {
              kind: "empty",
              title: "No sessions here",
              words:
                "Once sessions are settled, this compares languages, regions and rules of click to cancel.",
            }
          : {
              ...{ kind: "ready", data: { head: way.head, rows, columns }, few: fewWords(most) },
              summary: placesSummary(rows),
            }
      }
      chart={(data) => (
        <BarList label={`Save rate by ${way.head.toLowerCase()}`} data={data} beside={beside} full={1} />
      )}
      howMade={
        <HowMade insights={insights} place={place}>
          <p>
            The save rate of the valid sessions with each value. Cancel now is the share of the cancelled that
            pressed it. Clicks and seconds are those to a cancellation: half took no more than the median,
            nine in ten no more than the 90th percentile.
          </p>
        </HowMade>
      }
    />
  )
}

/** The largest place with what a cancellation takes there. */
export function placesSummary(rows: readonly PlaceBar[]): string {
  const [first] = rows
  if (!first || first.value === null) return "There are no settled sessions to compare."
  const { clicks, seconds } = first.row
  const way =
    clicks && seconds
      ? ` A cancellation takes ${tenths.format(clicks.median)} clicks and ${tenths.format(seconds.median)} seconds in the middle.`
      : ""
  return `Most sessions: ${first.label}, of which ${percent(first.value)} were kept.${way}`
}
