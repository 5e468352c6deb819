import type { OfferType } from "@holdfast/protocol"
import {
  type FacetDimension,
  facetDimensions,
  pricePhrase,
  readFilterValue,
  subscriptionAgeMonths,
  writeFilterValue,
} from "@holdfast/protocol"
import {
  type ChosenValues,
  type FacetCount,
  type StreamFacets,
  type StreamRow,
  toStreamFacets,
} from "@holdfast/protocol/dashboard"

/** The query language of the stream over rows in memory, word for word as the protocol describes it. */

/**
 * The offer that a session holds: whoever took one and cancelled all the same is found by it, as on the server. In the
 * sandbox every cancellation came after a talk with support.
 */
function offerTaken({ mode, outcome }: StreamRow): OfferType | null {
  if (outcome.kind === "saved") return outcome.offerType
  return outcome.kind === "canceled" && mode === "sandbox" ? "CONTACT" : null
}

const valueIn: Record<FacetDimension, (row: StreamRow) => string | null> = {
  offerType: offerTaken,
  billingInterval: ({ billing }) => billing?.interval ?? null,
  ageYears: ({ subscribedSince, createdAt }) => {
    const months = subscriptionAgeMonths(new Date(subscribedSince ?? ""), new Date(createdAt))
    return Number.isNaN(months) ? null : String(Math.floor(months / 12))
  },
  segmentId: ({ flow }) => flow.segmentId,
  planId: ({ price, billing }) =>
    price && billing
      ? `price_${price.amountMinor}_${price.currency}_${billing.count}_${billing.interval}`.toLowerCase()
      : null,
  response: ({ surveyChoice }) => surveyChoice,
  trial: ({ onTrial }) => String(onTrial),
  outcome: ({ outcome }) => outcome.kind,
  // no row tells of its steps
  offerLook: () => null,
  recordingState: ({ recording }) => {
    if (recording.url !== null) return "elsewhere"
    return recording.reason === "none" || recording.reason === "unproven" ? null : recording.reason
  },
  verified: ({ isVerified }) => String(isVerified),
}

/** The rows that the query asks for; the choices of `except` are looked over. */
export function matching(rows: StreamRow[], params: URLSearchParams, except?: FacetDimension): StreamRow[] {
  const [from, to, search] = [params.get("from"), params.get("to"), params.get("search")]
  return rows.filter((row) => {
    if (from !== null && row.createdAt < from) return false
    if (to !== null && row.createdAt >= to) return false
    if (search !== null && !textsOf(row).some((text) => isIn(text, search))) return false
    return facetDimensions.every((dimension) => {
      if (dimension === except) return true
      const value = writeFilterValue(valueIn[dimension](row))
      const [is, not] = [params.getAll(dimension), params.getAll(`-${dimension}`)]
      return (is.length === 0 || is.includes(value)) && !not.includes(value)
    })
  })
}

function textsOf({ customer, surveyChoice, followUp, feedback }: StreamRow) {
  return [customer.email, customer.id, surveyChoice, followUp?.response, feedback]
}

function isIn(text: string | null | undefined, part: string): boolean {
  return text?.toLowerCase().includes(part.toLowerCase()) ?? false
}

/**
 * Every group with its values, by the rules of the server: the choices of a group do not narrow that group itself.
 * @param all every row of the workspace, in which names are looked up
 */
export function facetsOf(rows: StreamRow[], params: URLSearchParams, all: StreamRow[] = rows): StreamFacets {
  const counts = byDimension((dimension): FacetCount[] => {
    const values = matching(rows, params, dimension).map(valueIn[dimension])
    return [...new Set(values)].map((value) => ({
      value,
      count: values.filter((each) => each === value).length,
    }))
  })
  const chosen: ChosenValues = byDimension((dimension) =>
    [dimension, `-${dimension}`].flatMap((name) => params.getAll(name)).map(readFilterValue),
  )
  const segments = new Map(all.map(({ flow }) => [flow.segmentId ?? "", flow.name]))
  const plans = new Map(all.map((row) => [valueIn.planId(row) ?? "", pricePhrase(row.price, row.billing)]))
  return { facets: toStreamFacets(counts, { segments, plans }, chosen) }
}

function byDimension<T>(valueFor: (dimension: FacetDimension) => T): Record<FacetDimension, T> {
  return Object.fromEntries(facetDimensions.map((dimension) => [dimension, valueFor(dimension)])) as Record<
    FacetDimension,
    T
  >
}
