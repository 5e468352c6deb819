import type { OfferType } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { Db } from "../../db/database.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { type Chosen, decidedSessions, readChosen } from "./decided-sessions.ts"
import { withFollowedSaves } from "./followed-saves.ts"
import { readFollowable } from "./read-followable.ts"

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

/** Null where no billing tells. Of the sessions of the filter those count that are settled and not bounced. */
export const offerAftermath = (db: Db, filter: SessionFilter, now: Date): Promise<Aftermaths | null> =>
  atOneMoment(db, (moment) => offerAftermathAt(moment, filter, now))

async function offerAftermathAt(moment: Db, filter: SessionFilter, now: Date): Promise<Aftermaths | null> {
  const followable = await readFollowable(moment, filter)
  if (!followable.isTold) return null
  const chosen = await readChosen(moment, filter)
  const { workspaceId } = filter
  const { rows: ends } = await sql<{ key: string; followed: number; ended: number }>`
    ${withFollowedSaves(filter, chosen, followable, now, hasAccepted(filter))}
    select taken.key, count(*)::integer as followed,
      count(*) filter (where followed.ended_at is not null)::integer as ended
    from followed join ${acceptedKeys(workspaceId, sql`select id from followed where ${isKnown}`)}
      on taken.session_id = followed.id
    where ${isKnown}
    group by taken.key`.execute(moment)
  const aftermaths = new Map<string, Aftermath>(
    ends.map(({ key, followed, ended }) => [key, { followed, ended, given: [] }]),
  )
  for (const { key, currency, minor } of await discountGiven(moment, filter, chosen)) {
    const known = aftermaths.get(key) ?? { followed: 0, ended: 0, given: [] }
    aftermaths.set(key, { ...known, given: [...known.given, { currency, minor }] })
  }
  return aftermaths
}

const isKnown = sql`(followed.ended_at is not null or followed.known_until is not null)`
const discount: OfferType = "DISCOUNT"

/**
 * What was taken off invoices that were really paid, counted for the discount that the customer had accepted last before:
 * each invoice once, also where that session is in none of the filter. Where both name a subscription it is the same one.
 */
async function discountGiven(
  moment: Db,
  filter: SessionFilter,
  which: Chosen,
): Promise<{ key: string; currency: string; minor: number }[]> {
  const { workspaceId, mode } = filter
  const { rows } = await sql<{ key: string; currency: string; minor: number }>`
    with ${which.ctes} chosen as materialized (
      select session.id, session.customer_id
      from ${decidedSessions(filter, hasAccepted(filter, discount), which)} session
      where session.customer_id is not null
    ), accepted as (
      select session.id, session.customer_id, session.subscription_id, session.created_at
      from ${decidedSessions(filter, hasAccepted(filter, discount))} session
      where session.customer_id in (select customer_id from chosen)
    ), given as (
      select distinct on (event.source, event.id) accepted.id as session_id, event.currency, event.discount_minor
      from billing_event event
      join accepted on accepted.customer_id = event.customer_id and accepted.created_at < event.happened_at
        -- a company's own billing that knows no other id calls a subscription by its customer
        and coalesce(event.subscription_id in (accepted.subscription_id, event.customer_id), true)
      where event.workspace_id = ${workspaceId} and event.mode = ${mode} and event.kind = 'invoicePaid'
        and event.discount_minor > 0
      order by event.source, event.id, accepted.created_at desc, accepted.id desc
    )
    select taken.key, given.currency, sum(given.discount_minor) as minor
    from given join chosen on chosen.id = given.session_id
    join ${acceptedKeys(workspaceId, sql`select session_id from given`, discount)} on taken.session_id = given.session_id
    group by taken.key, given.currency
    order by minor desc, given.currency`.execute(moment)
  return rows
}

const hasAccepted = ({ workspaceId }: SessionFilter, kind?: OfferType) => sql<boolean>`exists (
  select from session_offer offer
  where offer.workspace_id = ${workspaceId} and offer.session_id = session.id and offer.ended = 'accepted'
    ${kind ? sql`and offer.offer_type = ${kind}` : sql``}
)`

/**
 * A row for each kind of offer and each offer that a session accepted, once each.
 * @param ids a query of the sessions that are asked about
 */
const acceptedKeys = (workspaceId: string, ids: RawBuilder<unknown>, kind?: OfferType) => sql`(
  select distinct offer.session_id, named.key
  from session_offer offer cross join lateral (values (offer.offer_type), (offer.guid)) as named (key)
  where offer.workspace_id = ${workspaceId} and offer.ended = 'accepted' and named.key is not null
    and offer.session_id in (${ids})
    ${kind ? sql`and offer.offer_type = ${kind}` : sql``}
) taken`
