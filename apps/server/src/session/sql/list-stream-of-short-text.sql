start transaction isolation level repeatable read read only;

(select id, created_at, true as is_match from (
     select * from session where (session.workspace_id = $1 and session.mode = $2)
     order by created_at desc, id desc limit 2000
   ) session
   where (session.workspace_id = $3 and session.mode = $4 and session.search_text like $5) order by created_at desc,
       id desc limit 10)
  union all
  (select id, created_at, false from session where (session.workspace_id = $6 and session.mode = $7)
   order by created_at desc, id desc offset 1999 limit 1);
-- $1 uuid, $2 text, $3 uuid, $4 text, $5 text, $6 uuid, $7 text

select b.id, b.from_at as "from", b.to_at as "to", b.size from facet_block b
  where b.workspace_id = $1 and b.mode = $2
    and b.format = $3 and b.dimensions @> $4::text[]
     and b.from_at < $5
    and not exists (
      select from facet_stale s
      where s.workspace_id = $6 and s.mode = b.mode
        and s.from_at < b.to_at and s.to_at >= b.from_at
    )
  order by b.from_at desc;
-- $1 uuid, $2 text, $3 text, $4 nothing[], $5 time, $6 uuid

select block_id from facet_piece
  where workspace_id = $1 and piece = any($2::text[])
  group by block_id having count(*) = $3;
-- $1 uuid, $2 text[], $3 number

select id,
    created_at from session where (session.workspace_id = $1 and session.mode = $2) and (session.created_at,
    session.id) < ($3, $4) and session.created_at >= $5 and position($6 in session.search_text) > 0
  order by created_at desc, id desc limit 10;
-- $1 uuid, $2 text, $3 time, $4 uuid, $5 time, $6 text

select id,
    created_at from session where (session.workspace_id = $1 and session.mode = $2) and session.created_at < $3 and position($4 in session.search_text) > 0
  order by created_at desc, id desc limit 9;
-- $1 uuid, $2 text, $3 time, $4 text

select  (coalesce(octet_length(session.survey_choice_value),
    0) + coalesce(octet_length(session.followup_question),
    0) + coalesce(octet_length(session.followup_response), 0) + coalesce(octet_length(session.feedback),
    0)) as weight, session.id, session.mode, session.created_at, session.source, session.recording_state,
    session.verified, session.outcome, session.save_type, session.decision_state, session.customer_id,
    session.customer_email, session.subscription_start, session.plan_price, session.currency,
    session.billing_interval, session.billing_interval_count, session.on_trial, session.segment_id,
    session.blueprint_id, session.survey_choice_value, session.followup_question, session.followup_response,
    session.feedback, session.used_click_to_cancel, session.custom_action_handler,
   (select coalesce(jsonb_object_agg(key, case key
      when 'acceptedOffer' then jsonb_build_object('customOfferType', value -> 'customOfferType')
      when 'region' then jsonb_build_object(
        'matchedRegion', value -> 'matchedRegion', 'strictFTCCompliance', value -> 'strictFTCCompliance')
      else value end), '{}')
    from jsonb_each(session.detail)
    where key in ('acceptedOffer', 'region', 'displayLang', 'lang', 'detectedLang', 'overriddenLang',
        'contentLang', 'translationType', 'untranslatedTexts', 'langMismatch', 'recording',
        'record')) as detail,
  segment.name as segment_name, winner.id as winner_id,
    winner.created_at as winner_created_at, winner.outcome as winner_outcome,
    winner.save_type as winner_save_type,
    winner.detail -> 'acceptedOffer' ->> 'customOfferType' as winner_custom_offer
  from (
      select * from (
        select session.*, sum((coalesce(octet_length(session.survey_choice_value),
            0) + coalesce(octet_length(session.followup_question),
            0) + coalesce(octet_length(session.followup_response),
            0) + coalesce(octet_length(session.feedback), 0))) over (
          order by session.created_at desc, session.id desc rows between unbounded preceding and 1 preceding
        ) as weight_before
        from (select session.* from session
      where session.workspace_id = $1 and session.id = any(array(select unnest($2::uuid[]) as id)) order by session.created_at desc,
          session.id desc) session
      ) session
      where weight_before is null or weight_before <= 100000) session
  left join session winner
    on winner.workspace_id = $3 and winner.id = session.bounced_by
  left join segment
    on segment.workspace_id = $4 and segment.id = session.segment_id
      order by session.created_at desc, session.id desc;
-- $1 uuid, $2 uuid[], $3 uuid, $4 uuid

commit;
