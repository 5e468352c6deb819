select  session.*,
  segment.name as segment_name, winner.id as winner_id,
    winner.created_at as winner_created_at, winner.outcome as winner_outcome,
    winner.save_type as winner_save_type,
    winner.detail -> 'acceptedOffer' ->> 'customOfferType' as winner_custom_offer
  from (select session.* from session where (session.workspace_id = $1 and session.mode = $2 and (session.foreign_id = any($3::text[])
    or session.foreign_id is null and session.id = any($4::uuid[])) and (session.customer_id = any($5::text[])))
    order by session.created_at desc, session.id desc offset 0 limit 10) session
  left join session winner
    on winner.workspace_id = $6 and winner.id = session.bounced_by
  left join segment
    on segment.workspace_id = $7 and segment.id = session.segment_id
      order by session.created_at desc, session.id desc;
-- $1 uuid, $2 text, $3 text[], $4 nothing[], $5 text[], $6 uuid, $7 uuid
