import { type OfferType, offerWord, shownWords, valueLabel } from "@holdfast/protocol"
import type { OfferRow } from "@holdfast/protocol/dashboard"
import type { Choice } from "../../../api/choice.ts"
import type { BarRow } from "../../../charts/bar-list.tsx"
import type { ChartColumn } from "../../../charts/chart-data.ts"
import { outcomeShade } from "../../../charts/shade.ts"
import { digits } from "../../../parts/digits.ts"
import { interval, isFew, percent } from "../figure-words.ts"
import { only } from "../link-to.ts"
import { ifAny, type LinkTo } from "./panel-place.ts"
import { changeWords, moneyCell, moneyWords, shareWords } from "./panel-words.ts"

/** By kind, by offer, or by the version of the flow that showed it. */
export type OfferWay = "kinds" | "offers" | "versions"

type Money = { currency: string; minor: number }[]

/** One bar: how many of those who were shown it accepted. */
export interface OfferBar extends BarRow {
  shown: number
  accepted: number
  declined: number | null
  ignored: number | null
  change: string | null
  kept: Money | null
  discountGiven: Money | null
  endedLater: OfferRow["endedLater"]
  links: { shown: string | null; declined: string | null; ignored: string | null }
}

/** The bars of a way, the one that most were shown first. */
export function offerBars(rows: readonly OfferRow[], way: OfferWay, linkTo: LinkTo): OfferBar[] {
  const bars =
    way === "versions"
      ? rows.filter(({ guid }) => guid !== null).flatMap((row) => versionBars(row, linkTo))
      : rows.filter(({ guid }) => (guid === null) === (way === "kinds")).map((row) => offerBar(row, linkTo))
  return bars.toSorted((one, other) => other.shown - one.shown || (one.label < other.label ? -1 : 1))
}

function offerBar(row: OfferRow, linkTo: LinkTo): OfferBar {
  const { offerType, guid, acceptance } = row
  return {
    ...baseOf(`${offerType} ${guid ?? ""}`, offerType, linksOf(row, guid ?? offerType, [], linkTo)),
    label: guid === null ? valueLabel("offerType", offerType) : row.name,
    ...{ value: acceptance.rate, low: acceptance.low, high: acceptance.high, isFew: isFew(acceptance.of) },
    ...{ shown: row.shown, accepted: row.accepted, declined: row.declined, ignored: row.ignored },
    change: changeWords(acceptance, row.acceptanceBefore),
    ...{ kept: row.kept, discountGiven: row.discountGiven, endedLater: row.endedLater },
  }
}

const versionBars = ({ offerType, guid, name, versions }: OfferRow, linkTo: LinkTo): OfferBar[] =>
  versions.map((version) => {
    const { blueprintId, shown, accepted } = version
    const more = [only("blueprintId", blueprintId)]
    return {
      ...baseOf(`${guid} ${blueprintId ?? ""}`, offerType, linksOf(version, guid ?? offerType, more, linkTo)),
      label: `${name} · ${version.name}`,
      ...{ value: shown > 0 ? accepted / shown : null, low: null, high: null, isFew: isFew(shown) },
      ...{ shown, accepted, declined: null, ignored: null, change: null },
      ...{ kept: null, discountGiven: null, endedLater: null },
    }
  })

const baseOf = (key: string, offerType: OfferType, { accepted, ...links }: OfferLinks) => ({
  ...{ key, shade: outcomeShade(offerType), href: accepted, links },
})

type OfferEnd = "shown" | "accepted" | "declined" | "ignored"
type OfferLinks = Record<OfferEnd, string | null>

function linksOf(
  counts: Partial<Record<OfferEnd, number>>,
  offer: string,
  more: Choice[],
  linkTo: LinkTo,
): OfferLinks {
  const ended = (end: Exclude<OfferEnd, "shown">) =>
    ifAny(counts[end], linkTo([...more, only("offers", offerWord(end, offer))]))
  return {
    shown: ifAny(counts.shown, linkTo([...more, ...shownWords(offer).map((word) => only("offers", word))])),
    ...{ accepted: ended("accepted"), declined: ended("declined"), ignored: ended("ignored") },
  }
}

const count = (number: number | null) => (number === null ? null : digits.format(number))

/** What is told of each bar. Columns that no row has anything for are left out. */
export function offerColumns(bars: readonly OfferBar[]): ChartColumn<OfferBar>[] {
  const columns: ChartColumn<OfferBar>[] = [
    {
      head: "Shown",
      says: ({ shown }) => count(shown),
      cell: ({ shown }) => shown,
      hrefOf: (bar) => bar.links.shown,
    },
    {
      ...{ head: "Accepted", says: ({ accepted }) => count(accepted), cell: ({ accepted }) => accepted },
      hrefOf: ({ href }) => href,
    },
    { head: "Acceptance", says: ({ value }) => percent(value), cell: ({ value }) => value },
    { head: "Interval", says: interval },
    { head: "Change", says: ({ change }) => change },
    {
      ...{ head: "Declined", says: ({ declined }) => count(declined), cell: ({ declined }) => declined },
      hrefOf: ({ links }) => links.declined,
    },
    {
      ...{ head: "Ignored", says: ({ ignored }) => count(ignored), cell: ({ ignored }) => ignored },
      hrefOf: ({ links }) => links.ignored,
    },
    {
      head: "Kept a month",
      says: ({ kept }) => kept && moneyWords(kept),
      cell: ({ kept }) => kept && moneyCell(kept),
    },
    {
      head: "Discount given",
      says: ({ discountGiven }) => discountGiven && moneyWords(discountGiven),
      cell: ({ discountGiven }) => discountGiven && moneyCell(discountGiven),
    },
    {
      head: "Ended later",
      says: ({ endedLater }) => endedLater && shareWords(endedLater),
      cell: ({ endedLater }) => endedLater?.rate ?? null,
    },
  ]
  return columns.filter(({ says }) => bars.some((bar) => says(bar) !== null))
}

/** The one sentence over the chart. */
export function offersSummary(rows: readonly OfferRow[]): string {
  const kinds = rows.filter(({ guid, shown }) => guid === null && shown > 0)
  const told = kinds.filter(({ acceptance }) => !isFew(acceptance.of))
  const best = told.toSorted((a, b) => (b.acceptance.rate ?? 0) - (a.acceptance.rate ?? 0))[0]
  if (!best) return "Too few customers were shown an offer to tell which is taken most."
  const name = valueLabel("offerType", best.offerType)
  const most = `${name} is taken most: ${percent(best.acceptance.rate)} of ${digits.format(best.shown)} who were shown it.`
  return [most, keepsMost(kinds), keepsMostMoney(kinds)].filter((said) => said !== null).join(" ")
}

/** Which kind most customers took, and how many of them left all the same. */
function keepsMost(kinds: readonly OfferRow[]): string | null {
  const first = kinds.toSorted((a, b) => b.accepted - a.accepted)[0]
  if (!first || first.accepted === 0) return null
  const took = `${valueLabel("offerType", first.offerType)} keeps most customers: ${digits.format(first.accepted)} took it`
  const later = first.endedLater && shareWords(first.endedLater)
  return later ? `${took}; of those followed since, ${later} ended later.` : `${took}.`
}

/** Which kind keeps most a month. Amounts of several currencies have no order. */
function keepsMostMoney(kinds: readonly OfferRow[]): string | null {
  const currencies = new Set(kinds.flatMap(({ kept }) => kept.map(({ currency }) => currency)))
  if (currencies.size !== 1) return null
  const [currency] = currencies
  const first = kinds.toSorted((a, b) => minorIn(b, currency) - minorIn(a, currency))[0]
  return first
    ? `${valueLabel("offerType", first.offerType)} keeps most a month: ${moneyWords(first.kept)}.`
    : null
}

const minorIn = ({ kept }: OfferRow, code: string | undefined): number =>
  kept.find(({ currency }) => currency === code)?.minor ?? 0
