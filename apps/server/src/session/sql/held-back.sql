select /* prepared */ offer.offer_type,
    -- by the customer's clock, within what the server knows of the session
    max(greatest(session.created_at, least(offer.accepted_at, session.settled_at))) as at
  from session
  join session_offer offer on offer.workspace_id = $1 and offer.session_id = session.id
  where session.workspace_id = $2 and session.customer_id = $3 and session.mode = $4
    and session.created_at > $5 and session.created_at <= $6
    and session.outcome = 'saved' and session.bounced_by is null and session.verified
    and offer.ended = 'accepted' and offer.offer_type = any($7::text[])
  group by offer.offer_type;
-- $1 uuid, $2 uuid, $3 text, $4 text, $5 time, $6 time, $7 text[]
