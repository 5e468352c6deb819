import { type OfferEnd, type OfferType, offerLabels, offerTypes, readOfferWord } from "@holdfast/protocol"
import type { OfferRow } from "@holdfast/protocol/dashboard"
import type { Aftermaths } from "../../billing/events/offer-aftermath.ts"
import type { Table, TableRow } from "../../session/count/tables/table.ts"
import { aftermathsBeside } from "../held-beside.ts"
import { knownOffers } from "../known-offers.ts"
import { monthlyValues } from "../monthly-value.ts"
import { type Counted, panel } from "../panel.ts"
import type { KnownOffer, PublishedFlow } from "../published-flows.ts"
import { countOf, rateOf } from "../rate.ts"

const tables = {
  ends: { by: ["offers", "outcome", "period"], amounts: true },
  versions: { by: ["offers", "blueprintId"] },
} as const satisfies Record<string, Table>

/** What became of the offers, by kind and by offer: kinds in the order of product words, each before its offers. */
export const offers = panel({
  tables: () => tables,
  answer: async (now, before, beside): Promise<OfferRow[]> => {
    const { moment, valid, flows } = beside
    const guids = [...new Set([...keysOf(now.ends), ...keysOf(before?.ends ?? [])])].filter(isGuid)
    const known = await knownOffers(moment, valid.workspaceId, flows, guids)
    return offersOf(now, before, { flows, known, aftermaths: await aftermathsBeside(beside) })
  },
})

/** What is known beside the counts. */
interface Known {
  /** Every published version, the oldest first. */
  flows: readonly PublishedFlow[]
  known: ReadonlyMap<string, KnownOffer>
  /** Null where no billing tells. */
  aftermaths: Aftermaths | null
}

export function offersOf(
  now: Counted<typeof tables>,
  before: Counted<typeof tables> | null,
  { flows, known, aftermaths }: Known,
): OfferRow[] {
  const [ends, endsBefore, versions] = [now.ends, before?.ends ?? [], now.versions].map(byKey)
  const rows = [...new Set([...(ends?.keys() ?? []), ...(endsBefore?.keys() ?? [])])].map((key) =>
    rowOf(known.get(key) ?? null, key, aftermaths, {
      ends: ends?.get(key) ?? [],
      endsBefore: before && (endsBefore?.get(key) ?? []),
      versions: versionsOf(versions?.get(key) ?? [], flows),
    }),
  )
  const place = ({ offerType }: OfferRow) => offerTypes.indexOf(offerType)
  return rows.sort(
    (a, b) =>
      place(a) - place(b) ||
      Number(a.guid !== null) - Number(b.guid !== null) ||
      b.shown - a.shown ||
      ((a.guid ?? "") < (b.guid ?? "") ? -1 : 1),
  )
}

interface Said {
  end: OfferEnd
  row: TableRow
}

/** The rows of each offer and each kind of offer, with how it ended. */
function byKey(rows: readonly TableRow[]): Map<string, Said[]> {
  const found = new Map<string, Said[]>()
  for (const row of rows) {
    const word = readOfferWord(row.values[0] ?? "")
    if (!word) continue
    const said = found.get(word.key)
    if (said) said.push({ end: word.end, row })
    else found.set(word.key, [{ end: word.end, row }])
  }
  return found
}

const keysOf = (rows: readonly TableRow[]) => byKey(rows).keys()
const kindOf = (key: string): OfferType | null => offerTypes.find((type) => type === key) ?? null
const isGuid = (key: string) => kindOf(key) === null

const countEnded = (rows: readonly Said[], end: OfferEnd) =>
  countOf(rows.filter((said) => said.end === end).map(({ row }) => row))

const acceptanceOf = (rows: readonly Said[]) =>
  rateOf(countEnded(rows, "accepted"), countOf(rows.map(({ row }) => row)))

function rowOf(
  known: KnownOffer | null,
  key: string,
  aftermaths: Aftermaths | null,
  { ends, endsBefore, versions }: { ends: Said[]; endsBefore: Said[] | null; versions: OfferRow["versions"] },
): OfferRow {
  const kind = kindOf(key)
  // one whose sessions went away as they were counted has no kind any more
  const offerType = kind ?? known?.offerType ?? "CUSTOM"
  const aftermath = aftermaths?.get(key)
  return {
    offerType,
    guid: kind ? null : key,
    name: kind ? offerLabels[kind] : (known?.name ?? offerLabels[offerType]),
    shown: countOf(ends.map(({ row }) => row)),
    accepted: countEnded(ends, "accepted"),
    declined: countEnded(ends, "declined"),
    ignored: countEnded(ends, "ignored"),
    acceptance: acceptanceOf(ends),
    acceptanceBefore: endsBefore && acceptanceOf(endsBefore),
    kept: keptBy(ends),
    discountGiven: aftermaths && offerType === "DISCOUNT" ? (aftermath?.given ?? []) : null,
    endedLater: aftermaths && rateOf(aftermath?.ended ?? 0, aftermath?.followed ?? 0),
    versions,
  }
}

/** Who accepted an offer and cancelled all the same was not kept by it. */
const keptBy = (ends: readonly Said[]): OfferRow["kept"] =>
  monthlyValues(
    ends.flatMap(({ end, row: { values, amount } }) => {
      const [, outcome, period] = values
      return end === "accepted" && outcome !== "canceled" && period ? [{ period, amount }] : []
    }),
  )

/** The newest version first; behind them versions that nobody published here, and sessions that named none. */
function versionsOf(rows: readonly Said[], flows: readonly PublishedFlow[]): OfferRow["versions"] {
  const byId = Map.groupBy(rows, ({ row }) => row.values[1] ?? null)
  const place = (id: string | null) => flows.findIndex((flow) => flow.id === id)
  return Array.from(byId, ([blueprintId, said]) => ({
    blueprintId,
    name: flows.find(({ id }) => id === blueprintId)?.name ?? blueprintId ?? "No version",
    shown: countOf(said.map(({ row }) => row)),
    accepted: countEnded(said, "accepted"),
  })).sort(
    (a, b) =>
      place(b.blueprintId) - place(a.blueprintId) ||
      Number(a.blueprintId === null) - Number(b.blueprintId === null) ||
      b.shown - a.shown ||
      (a.name < b.name ? -1 : 1),
  )
}
