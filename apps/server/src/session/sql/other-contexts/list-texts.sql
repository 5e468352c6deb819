select "id", "name", "version", "published_at"
from "blueprint"
where "workspace_id" = $1
order by "published_at", "id";
-- $1 uuid

start transaction isolation level repeatable read read only;

select b.id, b.from_at as "from", b.to_at as "to", b.size from facet_block b
  where b.workspace_id = $1 and b.mode = $2
    and b.format = $3 and b.dimensions @> $4::text[]
    and not exists (
      select from facet_stale s
      where s.workspace_id = $5 and s.mode = b.mode
        and s.from_at < b.to_at and s.to_at >= b.from_at
    )
  order by b.from_at desc;
-- $1 uuid, $2 text, $3 text, $4 text[], $5 uuid

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
      where session.workspace_id = $1 and session.id = any(array(
    select id from (
    (select id,
        created_at from session where (session.workspace_id = $2 and session.mode = $3 and not coalesce(session.outcome = any($4::text[]),
        false) and coalesce((coalesce(session.feedback, '') <> '')::text = any($5::text[]),
        false) and not coalesce((session.bounced_by is not null)::text = any($6::text[]),
        false)) and session.created_at >= $7
     order by created_at desc, id desc limit 10) union all
    (select id,
        created_at from session where (session.workspace_id = $8 and session.mode = $9 and not coalesce(session.outcome = any($10::text[]),
        false) and coalesce((coalesce(session.feedback, '') <> '')::text = any($11::text[]),
        false) and not coalesce((session.bounced_by is not null)::text = any($12::text[]),
        false)) and session.created_at < $13
     order by created_at desc, id desc limit 10) union all (
    select found.id, found.created_at
    from (
    select block.id, block.from_at, block.size, coalesce("is_0"."bits" & ~ avoided.bits,
        "is_0"."bits") as bits
    from unnest($14::uuid[], $15::timestamptz[], $16::timestamptz[], $17::int[])
    as block (id, from_at, to_at, size) join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $18 and x.block_id = block.id and ((x.dimension = $19 and left(x.value,
       200) = any($20::text[]) and x.value = any($21::text[])))) as "is_0" on "is_0"."bits" is not null left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $22 and x.block_id = block.id and ((x.dimension = $23 and left(x.value,
       200) = any($24::text[]) and x.value = any($25::text[])) or (x.dimension = $26 and left(x.value,
       200) = any($27::text[]) and x.value = any($28::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0) matching
    cross join lateral (
      -- unpacked once a block: an element of a stored array costs as much as all of it
      select ids || '{…}'::uuid[] as ids, times || '{}'::timestamptz[] as times
      from facet_block
      where workspace_id = $29 and mode = $30 and from_at = matching.from_at
        and (matching.bits is null or bit_count(matching.bits) > 0)
      offset 0
    ) block
    cross join lateral (
      select block.ids[place + 1] as id, block.times[place + 1] as created_at
      from generate_series(matching.size - 1, 0, -1) as place
      where matching.bits is null or get_bit(matching.bits, place) = 1
    ) found
     limit 10)) found
    order by created_at desc, id desc offset 0 limit 10)) order by session.created_at desc,
        session.id desc) session
      ) session
      where weight_before is null or weight_before <= 100000) session
  left join session winner
    on winner.workspace_id = $31 and winner.id = session.bounced_by
  left join segment
    on segment.workspace_id = $32 and segment.id = session.segment_id
      order by session.created_at desc, session.id desc;
-- $1 uuid, $2 uuid, $3 text, $4 text[], $5 text[], $6 text[], $7 time, $8 uuid, $9 text, $10 text[], $11 text[], $12 text[], $13 time, $14 uuid[], $15 time[], $16 time[], $17 number[], $18 uuid, $19 text, $20 text[], $21 text[], $22 uuid, $23 text, $24 text[], $25 text[], $26 text, $27 text[], $28 text[], $29 uuid, $30 text, $31 uuid, $32 uuid

commit;

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
      where session.workspace_id = $1 and session.id = any(array(
    select id from (
    (select id,
        created_at from session where (session.workspace_id = $2 and session.mode = $3 and not coalesce(session.outcome = any($4::text[]),
        false) and not (coalesce(session.followup_response = any($5::text[]),
        false) or session.followup_response is null) and not coalesce((session.bounced_by is not null)::text = any($6::text[]),
        false)) and session.created_at >= $7
     order by created_at desc, id desc limit 10) union all
    (select id,
        created_at from session where (session.workspace_id = $8 and session.mode = $9 and not coalesce(session.outcome = any($10::text[]),
        false) and not (coalesce(session.followup_response = any($11::text[]),
        false) or session.followup_response is null) and not coalesce((session.bounced_by is not null)::text = any($12::text[]),
        false)) and session.created_at < $13
     order by created_at desc, id desc limit 10) union all (
    select found.id, found.created_at
    from (
    select block.id, block.from_at, block.size, ~ avoided.bits as bits
    from unnest($14::uuid[], $15::timestamptz[], $16::timestamptz[], $17::int[])
    as block (id, from_at, to_at, size) left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $18 and x.block_id = block.id and ((x.dimension = $19 and left(x.value,
       200) = any($20::text[]) and x.value = any($21::text[])) or (x.dimension = $22 and (left(x.value,
       200) = any($23::text[]) and x.value = any($24::text[]) or x.value is null)) or (x.dimension = $25 and left(x.value,
       200) = any($26::text[]) and x.value = any($27::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0) matching
    cross join lateral (
      -- unpacked once a block: an element of a stored array costs as much as all of it
      select ids || '{…}'::uuid[] as ids, times || '{}'::timestamptz[] as times
      from facet_block
      where workspace_id = $28 and mode = $29 and from_at = matching.from_at
        and (matching.bits is null or bit_count(matching.bits) > 0)
      offset 0
    ) block
    cross join lateral (
      select block.ids[place + 1] as id, block.times[place + 1] as created_at
      from generate_series(matching.size - 1, 0, -1) as place
      where matching.bits is null or get_bit(matching.bits, place) = 1
    ) found
     limit 10)) found
    order by created_at desc, id desc offset 0 limit 10)) order by session.created_at desc,
        session.id desc) session
      ) session
      where weight_before is null or weight_before <= 100000) session
  left join session winner
    on winner.workspace_id = $30 and winner.id = session.bounced_by
  left join segment
    on segment.workspace_id = $31 and segment.id = session.segment_id
      order by session.created_at desc, session.id desc;
-- $1 uuid, $2 uuid, $3 text, $4 text[], $5 text[], $6 text[], $7 time, $8 uuid, $9 text, $10 text[], $11 text[], $12 text[], $13 time, $14 uuid[], $15 time[], $16 time[], $17 number[], $18 uuid, $19 text, $20 text[], $21 text[], $22 text, $23 text[], $24 text[], $25 text, $26 text[], $27 text[], $28 uuid, $29 text, $30 uuid, $31 uuid
