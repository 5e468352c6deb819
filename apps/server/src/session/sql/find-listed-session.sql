select session.*,
  segment.name as segment_name, winner.id as winner_id,
    winner.created_at as winner_created_at, winner.outcome as winner_outcome,
    winner.save_type as winner_save_type,
    winner.detail -> 'acceptedOffer' ->> 'customOfferType' as winner_custom_offer
  from (select * from session where workspace_id = $1 and id = $2) session
  left join session winner
    on winner.workspace_id = $3 and winner.id = session.bounced_by
  left join segment
    on segment.workspace_id = $4 and segment.id = session.segment_id;
-- $1 uuid, $2 uuid, $3 uuid, $4 uuid
