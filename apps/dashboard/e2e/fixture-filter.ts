import {
  type FacetDimension,
  facetDimensions,
  type StreamFacets,
  type StreamFacetValue,
  type StreamRow,
  writeFilterValue,
} from "@holdfast/protocol"

/** The query language of the stream over rows in memory, word for word as the protocol describes it. */

const yearMs = 365.25 * 24 * 3_600_000

interface Value {
  value: string | null
  label: string | null
}

const bare = (value: string | null): Value => ({ value, label: null })

const valueIn: Record<FacetDimension, (row: StreamRow) => Value> = {
  offerType: ({ outcome }) => bare(outcome.kind === "saved" ? outcome.offerType : null),
  billingInterval: ({ billing }) => bare(billing?.interval ?? null),
  ageYears: ({ subscribedSince, createdAt }) => {
    const ageMs = Date.parse(createdAt) - Date.parse(subscribedSince ?? "")
    return bare(Number.isNaN(ageMs) ? null : String(Math.floor(ageMs / yearMs)))
  },
  segmentId: ({ flow }) => ({
    value: flow.segmentId,
    label: flow.segmentId === null ? null : flow.name,
  }),
  planId: ({ price, billing }) => {
    if (!price || !billing) return bare(null)
    const plan = `${price.amountMinor} ${price.currency} ${billing.count} ${billing.interval}`.toLowerCase()
    return { value: `price_${plan.replaceAll(" ", "_")}`, label: planNames[plan] ?? null }
  },
  response: ({ surveyChoice }) => bare(surveyChoice),
  trial: ({ onTrial }) => bare(String(onTrial)),
  outcome: ({ outcome }) => bare(outcome.kind),
}

const planNames: Record<string, string> = {
  "2900 usd 1 month": "Starter monthly",
  "4900 usd 1 month": "Pro monthly",
  "49000 eur 1 year": "Pro annual",
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
      const value = writeFilterValue(valueIn[dimension](row).value)
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

/** Every group with its values: the choices of a group do not narrow that group itself. */
export function facetsOf(rows: StreamRow[], params: URLSearchParams): StreamFacets {
  const facets = facetDimensions.map((dimension) => {
    const counts = new Map<string | null, StreamFacetValue>()
    for (const row of matching(rows, params, dimension)) {
      const { value, label } = valueIn[dimension](row)
      counts.set(value, { value, label, count: (counts.get(value)?.count ?? 0) + 1 })
    }
    const byCount = [...counts.values()].sort((one, other) => other.count - one.count)
    const byAge = byCount.toSorted((one, other) => Number(one.value) - Number(other.value))
    return { dimension, values: dimension === "ageYears" ? byAge : byCount }
  })
  return { facets: facets.filter(({ values }) => values.length > 0) }
}
