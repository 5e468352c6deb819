import type { Breakdown, ReasonRow, Reasons } from "@holdfast/protocol/dashboard"
import type { BarRow } from "../../../charts/bar-list.tsx"
import type { ChartColumn, ChartData, ChartRow } from "../../../charts/chart-data.ts"
import type { HeatColumn } from "../../../charts/heat-table.tsx"
import { digits } from "../../../parts/digits.ts"
import { interval, isFew, percent } from "../figure-words.ts"
import { only } from "../link-to.ts"
import { distinct } from "./cohort-rows.ts"
import { ifAny, type LinkTo } from "./panel-place.ts"
import { changeWords, moneyCell, moneyWords, sizeOfChange, valuesOf } from "./panel-words.ts"

/** One bar: of those to whom the reason was displayed, how many chose it. */
export interface ReasonBar extends BarRow {
  row: ReasonRow
}

/** The reasons, the one that most chose first. */
export const reasonBars = ({ rows }: Reasons, linkTo: LinkTo): ReasonBar[] =>
  rows
    .map((row) => ({
      ...{ key: row.reason, label: row.name, row, shade: "accent" as const },
      href: ifAny(row.share.count, linkTo([only("reason", row.reason)])),
      ...{ value: row.share.rate, low: row.share.low, high: row.share.high, isFew: isFew(row.share.of) },
    }))
    .toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1) || b.row.share.count - a.row.share.count)

const allColumns: ChartColumn<ReasonBar>[] = [
  { head: "Share", says: ({ value }) => percent(value), cell: ({ value }) => value },
  { head: "Change", says: ({ row }) => changeWords(row.share, row.shareBefore) },
  {
    ...{
      head: "Chose it",
      says: ({ row }) => digits.format(row.share.count),
      cell: ({ row }) => row.share.count,
    },
    hrefOf: ({ href }) => href,
  },
  { head: "Saw it", says: ({ row }) => digits.format(row.share.of), cell: ({ row }) => row.share.of },
  { head: "Interval", says: interval },
  {
    head: "Save rate",
    says: ({ row: { saveRate } }) => percent(saveRate.rate),
    cell: ({ row: { saveRate } }) => saveRate.rate,
  },
  { head: "Texts", says: ({ row }) => digits.format(row.texts), cell: ({ row }) => row.texts },
  {
    head: "Kept a month",
    says: ({ row }) => moneyWords(valuesOf(row.value, "kept")),
    cell: ({ row }) => moneyCell(valuesOf(row.value, "kept")),
  },
  {
    head: "Lost a month",
    says: ({ row }) => moneyWords(valuesOf(row.value, "lost")),
    cell: ({ row }) => moneyCell(valuesOf(row.value, "lost")),
  },
]

/** Columns that no row has anything for are left out. */
export const reasonColumns = (bars: readonly ReasonBar[]): ChartColumn<ReasonBar>[] =>
  allColumns.filter(({ says }) => bars.some((bar) => says(bar) !== null))

/** More columns than fit beside one another say nothing at a glance. */
const mostColumns = 8

/** One line a reason, one column a plan or an age: which share of those with it chose the reason. */
export function reasonHeat(
  { rows }: Reasons,
  breakdowns: readonly Breakdown[],
  dimension: "planId" | "ageYears",
  linkTo: LinkTo,
  nameOf: (value: string | null) => string,
): Omit<ChartData<ChartRow>, "columns"> & { columns: HeatColumn<ChartRow>[] } {
  const shown = breakdowns.toSorted((a, b) => b.sessions - a.sessions).slice(0, mostColumns)
  const ordered = dimension === "ageYears" ? shown.toSorted((a, b) => yearsOf(a) - yearsOf(b)) : shown
  const strongest = Math.max(
    0,
    ...ordered.flatMap(({ reasons }) => reasons.map(({ share }) => share.rate ?? 0)),
  )
  const heads = distinct(ordered.map(({ value }) => nameOf(value)))
  return {
    head: "Reason",
    rows: rows.map(({ reason, name, share }) => ({
      key: reason,
      label: name,
      href: ifAny(share.count, linkTo([only("reason", reason)])),
    })),
    columns: ordered.map(({ value, reasons }, place) => {
      const shareOf = ({ key }: ChartRow) => reasons.find(({ reason }) => reason === key)?.share
      return {
        head: heads[place] ?? "",
        says: (row) => percent(shareOf(row)?.rate ?? null),
        cell: (row) => shareOf(row)?.rate ?? null,
        hrefOf: (row) =>
          ifAny(shareOf(row)?.count, linkTo([only("reason", row.key), only(dimension, value)])),
        tint: (row) => (strongest === 0 ? null : (shareOf(row)?.rate ?? 0) / strongest),
        isFew: (row) => isFew(shareOf(row)?.of ?? 0),
        adds: (row) => {
          const share = shareOf(row)
          return share ? `${digits.format(share.count)} of ${digits.format(share.of)}` : null
        },
      }
    }),
  }
}

const yearsOf = ({ value }: Breakdown): number => (value === null ? Number.POSITIVE_INFINITY : Number(value))

/** The reason given most, and the one that grew most where that is more than chance may do. */
export function reasonsSummary(reasons: Reasons, bars: readonly ReasonBar[]): string {
  const [most] = bars
  if (!most || most.value === null) return "Nobody was shown a reason to choose yet."
  const first = `“${most.label}” is given most: by ${percent(most.value)} of those who saw it.`
  const grown = grownMost(reasons)
  if (!grown) return first
  return `${first} “${grown.row.name}” grew most, by ${sizeOfChange(grown.by)}.`
}

function grownMost({ rows }: Reasons): { row: ReasonRow; by: number } | null {
  const grown = rows
    .filter(({ share, shareBefore }) => changeWords(share, shareBefore) !== null)
    .map((row) => ({ row, by: (row.share.rate ?? 0) - (row.shareBefore?.rate ?? 0) }))
    .toSorted((a, b) => b.by - a.by)[0]
  return !grown || grown.by < 0.0005 ? null : grown
}

/** Among whom the reason that grew most, else the one given most, is chosen most and least. */
export function amongSummary(
  reasons: Reasons,
  bars: readonly ReasonBar[],
  breakdowns: readonly Breakdown[],
  nameOf: (value: string | null) => string,
): string {
  const grown = grownMost(reasons)
  const told = grown?.row ?? bars[0]?.row
  if (!told) return reasonsSummary(reasons, bars)
  const ranked = breakdowns
    .flatMap(({ value, reasons: own }) => {
      const share = own.find(({ reason }) => reason === told.reason)?.share
      return share && !isFew(share.of) ? [{ name: nameOf(value), rate: share.rate ?? 0 }] : []
    })
    .toSorted((a, b) => b.rate - a.rate)
  const [most, least] = [ranked[0], ranked.at(-1)]
  const which = `“${told.name}” ${grown ? `grew most, by ${sizeOfChange(grown.by)}` : "is given most"}.`
  if (!most || !least || most === least)
    return `${which} Too few customers saw it in each group to compare them.`
  return `${which} It is chosen most by ${most.name} (${percent(most.rate)}), and least by ${least.name} (${percent(least.rate)}).`
}
