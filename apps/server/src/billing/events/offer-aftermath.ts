import { type OfferType, offerWord } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { decidedOutcomes, decidedSessions, readChosen } from "./decided-sessions.ts"

/** What became of those who accepted an offer, or any offer of a kind. */
export interface Aftermath {
  /** Saves of which anything is known afterwards. */
  followed: number
  /** How many of them ended later. */
  ended: number
  /** What discounts took off their invoices that were really paid. Of discounts alone. */
  given: { currency: string; minor: number }[]
}

/** By the guid of an offer, or by the kind of offers. */
export type Aftermaths = ReadonlyMap<string, Aftermath>

/** How many saves of an offer, or a kind of offers, ended later, or did not; of those of which anything is known. */
interface OfferEnds {
  key: string
  ended: boolean
  count: number
}

interface Given {
  key: string
  currency: string
  minor: number
}

export function aftermathsOf(ends: readonly OfferEnds[], given: readonly Given[]): Aftermaths {
  const aftermaths = new Map<string, Aftermath>()
  const of = (key: string): Aftermath => {
    const known = aftermaths.get(key) ?? { followed: 0, ended: 0, given: [] }
    aftermaths.set(key, known)
    return known
  }
  for (const { key, ended, count } of ends) {
    const aftermath = of(key)
    aftermath.followed += count
    if (ended) aftermath.ended += count
  }
  for (const { key, currency, minor } of given) of(key).given.push({ currency, minor })
  return aftermaths
}

const discount: OfferType = "DISCOUNT"

/** Those that accepted an offer of some kinds; a filter that names offers itself stays as wide as it is. */
export const acceptedOf = (filter: SessionFilter, kinds: readonly OfferType[]): SessionFilter => ({
  ...filter,
  offers: filter.offers ?? kinds.map((kind) => offerWord("accepted", kind)),
})

/**
 * What was taken off invoices that were really paid, counted for the discount that the customer had accepted last before:
 * each invoice once, also where that session is in none of the filter. Where both name a subscription it is the same one.
 */
export async function discountGiven(moment: Db, filter: SessionFilter): Promise<Given[]> {
  const { ctes, join, span } = await readChosen(moment, filter, acceptedOf(filter, [discount]))
  const { workspaceId, mode } = filter
  const { rows } = await sql<Given>`
    with ${ctes} discounted as materialized (
      select event.source, event.id, event.customer_id, event.subscription_id, event.happened_at, event.currency,
        event.discount_minor
      from billing_event event
      where event.workspace_id = ${workspaceId} and event.mode = ${mode} and event.kind = 'invoicePaid'
        and event.discount_minor > 0
    ), accepted as materialized (
      select session.id, session.customer_id, session.subscription_id, session.created_at
      from ${decidedSessions(filter, decidedOutcomes, sql`session.customer_id in (select customer_id from discounted)`)} session
      where ${hasAccepted(filter, discount)}
    ), given as (
      select distinct on (event.source, event.id) accepted.id, accepted.created_at, event.currency, event.discount_minor
      from discounted event
      join accepted on accepted.customer_id = event.customer_id and accepted.created_at < event.happened_at
        -- a company's own billing that knows no other id calls a subscription by its customer
        and coalesce(event.subscription_id in (accepted.subscription_id, event.customer_id), true)
      order by event.source, event.id, accepted.created_at desc, accepted.id desc
    )
    select taken.key, session.currency, sum(session.minor) as minor
    from (
      select id, created_at, currency, sum(discount_minor) as minor from given group by id, created_at, currency
    ) session ${join}
    cross join lateral (
      select distinct named.key from session_offer offer ${namedKeys}
      where offer.session_id = session.id and ${isAccepted(workspaceId, discount)} and named.key is not null
    ) taken
    where ${span}
    group by taken.key, session.currency
    order by minor desc, session.currency`.execute(moment)
  return rows
}

/** A condition on `offer`, a row of `session_offer`. */
export const isAccepted = (workspaceId: string, kind?: OfferType): RawBuilder<boolean> => sql`(
  offer.workspace_id = ${workspaceId} and offer.ended = 'accepted' ${kind ? sql`and offer.offer_type = ${kind}` : sql``}
)`

export const hasAccepted = (
  { workspaceId }: SessionFilter,
  kind?: OfferType,
): RawBuilder<boolean> => sql`exists (
  select from session_offer offer where offer.session_id = session.id and ${isAccepted(workspaceId, kind)}
)`

/** Joins `offer` with the keys that it counts for: its kind and its own. */
export const namedKeys = sql`cross join lateral (values (offer.offer_type), (offer.guid)) as named (key)`
