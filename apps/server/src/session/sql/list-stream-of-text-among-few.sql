start transaction isolation level repeatable read read only;

(select id, created_at, true as is_match from (
     select * from session where (session.workspace_id = $1 and session.mode = $2)
     order by created_at desc, id desc limit 2000
   ) session
   where (session.workspace_id = $3 and session.mode = $4 and not coalesce(session.outcome = any($5::text[]),
       false) and (coalesce(session.offer_type = any($6::text[]),
       false) or session.offer_type is null) and session.search_text like $7) order by created_at desc,
       id desc limit 10)
  union all
  (select id, created_at, false from session where (session.workspace_id = $8 and session.mode = $9)
   order by created_at desc, id desc offset 1999 limit 1);
-- $1 uuid, $2 text, $3 uuid, $4 text, $5 text[], $6 text[], $7 text, $8 uuid, $9 text

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

select (select count(*) from session where (session.workspace_id = $1 and session.mode = $2 and not coalesce(session.outcome = any($3::text[]),
    false) and (coalesce(session.offer_type = any($4::text[]),
    false) or session.offer_type is null)) and (session.created_at >= $5 or session.created_at < $6))
      + (select coalesce(sum(coalesce(bit_count(bits), size)), 0)
         from (
    select block.id, block.from_at, block.size, coalesce("is_0"."bits" & ~ avoided.bits,
        "is_0"."bits") as bits
    from unnest($7::uuid[], $8::timestamptz[], $9::timestamptz[], $10::int[])
    as block (id, from_at, to_at, size) join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $11 and x.block_id = block.id and ((x.dimension = $12 and (left(x.value,
       200) = any($13::text[]) and x.value = any($14::text[]) or x.value is null)))) as "is_0" on "is_0"."bits" is not null left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $15 and x.block_id = block.id and ((x.dimension = $16 and left(x.value,
       200) = any($17::text[]) and x.value = any($18::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0) matching) as count;
-- $1 uuid, $2 text, $3 text[], $4 text[], $5 time, $6 time, $7 uuid[], $8 time[], $9 time[], $10 number[], $11 uuid, $12 text, $13 text[], $14 text[], $15 uuid, $16 text, $17 text[], $18 text[]

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
-- $1 uuid, $2 text, $3 text, $4 text[], $5 time, $6 uuid

select id, created_at from session
    where workspace_id = $1 and id = any(array(
    select id from (
    (select id,
        created_at from session where (session.workspace_id = $2 and session.mode = $3 and not coalesce(session.outcome = any($4::text[]),
        false) and (coalesce(session.offer_type = any($5::text[]),
        false) or session.offer_type is null)) and session.created_at < $6
     order by created_at desc, id desc limit 5000) union all (
    select found.id, found.created_at
    from (
    select block.id, block.from_at, block.size, coalesce("is_0"."bits" & ~ avoided.bits,
        "is_0"."bits") as bits
    from unnest($7::uuid[], $8::timestamptz[], $9::timestamptz[], $10::int[])
    as block (id, from_at, to_at, size) join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $11 and x.block_id = block.id and ((x.dimension = $12 and (left(x.value,
       200) = any($13::text[]) and x.value = any($14::text[]) or x.value is null)))) as "is_0" on "is_0"."bits" is not null left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $15 and x.block_id = block.id and ((x.dimension = $16 and left(x.value,
       200) = any($17::text[]) and x.value = any($18::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0) matching
    cross join lateral (
      -- unpacked once a block: an element of a stored array costs as much as all of it
      select ids || '{…}'::uuid[] as ids, times || '{}'::timestamptz[] as times
      from facet_block
      where workspace_id = $19 and mode = $20 and from_at = matching.from_at
        and (matching.bits is null or bit_count(matching.bits) > 0)
      offset 0
    ) block
    cross join lateral (
      select block.ids[place + 1] as id, block.times[place + 1] as created_at
      from generate_series(matching.size - 1, 0, -1) as place
      where matching.bits is null or get_bit(matching.bits, place) = 1
    ) found
    where (found.created_at, found.id) < ($21, $22) limit 5000)) found
    order by created_at desc,
        id desc offset 0 limit 5000)) and (session.workspace_id = $23 and session.mode = $24 and not coalesce(session.outcome = any($25::text[]),
        false) and (coalesce(session.offer_type = any($26::text[]),
        false) or session.offer_type is null) and session.search_text like $27)
    order by created_at desc, id desc limit 10;
-- $1 uuid, $2 uuid, $3 text, $4 text[], $5 text[], $6 time, $7 uuid[], $8 time[], $9 time[], $10 number[], $11 uuid, $12 text, $13 text[], $14 text[], $15 uuid, $16 text, $17 text[], $18 text[], $19 uuid, $20 text, $21 time, $22 uuid, $23 uuid, $24 text, $25 text[], $26 text[], $27 text

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
-- $1 uuid, $2 nothing[], $3 uuid, $4 uuid

commit;
