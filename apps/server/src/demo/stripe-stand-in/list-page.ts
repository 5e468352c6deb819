import type Stripe from "stripe"
import type { Params } from "./read-params.ts"
import { missing, refuse } from "./stripe-refusal.ts"

/** What every list takes. */
export const pageParams = ["limit", "starting_after", "ending_before", "created"] as const

interface Listed {
  id: string
  created?: number
}

/**
 * A page of a list, from the newest on.
 * @param what the word for an entry, for the sentence that there is no such one
 */
export function listPage<Entry extends Listed>(
  url: string,
  what: string,
  oldestFirst: readonly Entry[],
  said: Params,
): Stripe.ApiList<Entry> {
  const limit = said.integer("limit") ?? 10
  if (limit < 1 || limit > 100) {
    throw refuse("Invalid limit: must be between 1 and 100.", { param: "limit" })
  }
  const isCreatedThen = createdFilter(said)
  const entries = oldestFirst.filter(isCreatedThen).reverse()
  const after = said.text("starting_after")
  const before = said.text("ending_before")
  if (after !== undefined && before !== undefined) {
    throw refuse("You may only specify one of these parameters: starting_after, ending_before.", {
      code: "parameters_exclusive",
    })
  }
  const place = (id: string, param: string) => {
    const index = entries.findIndex((entry) => entry.id === id)
    if (index === -1) throw missing(what, id, param)
    return index
  }
  const end = before === undefined ? entries.length : place(before, "ending_before")
  const start =
    after !== undefined
      ? place(after, "starting_after") + 1
      : before === undefined
        ? 0
        : Math.max(0, end - limit)
  const data = entries.slice(start, Math.min(end, start + limit))
  const hasMore = before === undefined ? start + limit < end : start > 0
  return { object: "list", data, has_more: hasMore, url }
}

function createdFilter(said: Params): (entry: Listed) => boolean {
  if (!said.has("created")) return () => true
  const range = said.rangeOf("created")
  return ({ created = 0 }) =>
    created > (range.gt ?? -1) &&
    created >= (range.gte ?? 0) &&
    created < (range.lt ?? Number.POSITIVE_INFINITY) &&
    created <= (range.lte ?? Number.POSITIVE_INFINITY)
}
