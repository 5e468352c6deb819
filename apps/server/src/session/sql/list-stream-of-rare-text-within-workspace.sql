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

select count(*) filter (where position($1 in words) > 0)::int as "n0",
    count(*) filter (where position($2 in words) > 0)::int as "n1",
    count(*) filter (where position($3 in words) > 0)::int as "n2",
    count(*) filter (where position($4 in words) > 0)::int as "n3",
    count(*) filter (where position($5 in session.search_text) > 0)::int as texts from (
    select min(created_at) as first, max(created_at) as last from session
    where workspace_id = $6 and mode = $7
  ) whole
  cross join generate_series(0, 149) as moment
  cross join lateral (
    select search_text, ' ' || translate(search_text, $8, $9) || ' ' as words
    from session
    where workspace_id = $10 and mode = $11
      and created_at >= whole.first + (whole.last - whole.first) * (moment / 150::float8)
    order by created_at limit 2
  ) session;
-- $1 text, $2 text, $3 text, $4 text, $5 text, $6 uuid, $7 text, $8 text, $9 text, $10 uuid, $11 text

select found.id, found.created_at
  from (
    select generate_series((($1::timestamptz at time zone 'UTC')::date - date '2000-01-03') / 28,
        (((select min(created_at) from session where workspace_id = $2 and mode = $3) at time zone 'UTC')::date - date '2000-01-03') / 28,
        -1) as number
    limit 1
  ) span
  cross join lateral (
    select id, created_at from (
      select id,
          created_at from session where ((session.created_at at time zone 'UTC')::date - date '2000-01-03') / 28 = span.number and session.search_text like $4 and session.search_text like $5 and session.search_text like $6 and session.search_text like $7
  and position($8 in session.search_text) > 0 and (session.workspace_id = $9 and session.mode = $10) and (session.created_at,
      session.id) < ($11, $12) offset 0
    ) any_order
    order by created_at desc, id desc limit 10
  ) found
  limit 10;
-- $1 time, $2 uuid, $3 text, $4 text, $5 text, $6 text, $7 text, $8 text, $9 uuid, $10 text, $11 time, $12 uuid

set local enable_seqscan = off;

select id,
    created_at from session where session.search_text like $1 and session.search_text like $2 and session.search_text like $3 and session.search_text like $4
  and position($5 in session.search_text) > 0 and (session.workspace_id = $6 and session.mode = $7) and (session.created_at,
      session.id) < ($8, $9) limit 3001;
-- $1 text, $2 text, $3 text, $4 text, $5 text, $6 uuid, $7 text, $8 time, $9 uuid

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
