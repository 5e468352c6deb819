import { type RawBuilder, sql } from "kysely"

/**
 * What the sessions of a workspace did with their offers (`OfferWord`), as a query of `session_id, word`.
 * @param which a condition on `offer`, a row of `session_offer`
 */
export const offerWords = (workspaceId: string, which: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select offer.session_id,
    (array['ignored', 'declined', 'accepted'])[
      max(case offer.ended when 'accepted' then 3 when 'declined' then 2 else 1 end)
    ] || ':' || named.key as word
  from session_offer offer
  cross join lateral (values (offer.offer_type), (offer.guid)) as named (key)
  where offer.workspace_id = ${workspaceId} and ${which} and named.key is not null
  group by offer.session_id, named.key`
