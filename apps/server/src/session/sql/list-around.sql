select id, created_at, outcome, save_type, subscription_id, bounced_by,
    detail -> 'acceptedOffer' ->> 'customOfferType' as custom_offer
  from session
  where workspace_id = $1 and customer_id = $2
    and mode = $3 and verified = $4
    and created_at between $5::timestamptz - interval '86400000 milliseconds'
      and $6::timestamptz + interval '86400000 milliseconds'
  order by id is not distinct from $7::uuid desc,
    abs(extract(epoch from created_at - $8::timestamptz)), id
  limit $9;
-- $1 uuid, $2 text, $3 text, $4 boolean, $5 time, $6 time, $7 null, $8 time, $9 number
