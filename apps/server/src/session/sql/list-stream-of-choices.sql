start transaction isolation level repeatable read read only;

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
        false) and (coalesce(session.offer_type = any($5::text[]),
        false) or session.offer_type is null)) and (session.created_at, session.id) < ($6,
        $7) and session.created_at >= $8
     order by created_at desc, id desc limit 10) union all
    (select id,
        created_at from session where (session.workspace_id = $9 and session.mode = $10 and not coalesce(session.outcome = any($11::text[]),
        false) and (coalesce(session.offer_type = any($12::text[]),
        false) or session.offer_type is null)) and session.created_at < $13
     order by created_at desc, id desc limit 10) union all (
    select found.id, found.created_at
    from (
    select block.id, block.from_at, block.size, coalesce("is_0"."bits" & ~ avoided.bits,
        "is_0"."bits") as bits
    from unnest($14::uuid[], $15::timestamptz[], $16::timestamptz[], $17::int[])
    as block (id, from_at, to_at, size) join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $18 and x.block_id = block.id and ((x.dimension = $19 and (left(x.value,
       200) = any($20::text[]) and x.value = any($21::text[]) or x.value is null)))) as "is_0" on "is_0"."bits" is not null left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $22 and x.block_id = block.id and ((x.dimension = $23 and left(x.value,
       200) = any($24::text[]) and x.value = any($25::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0) matching
    cross join lateral (
      -- unpacked once a block: an element of a stored array costs as much as all of it
      select ids || '{…}'::uuid[] as ids, times || '{}'::timestamptz[] as times
      from facet_block
      where workspace_id = $26 and mode = $27 and from_at = matching.from_at
        and (matching.bits is null or bit_count(matching.bits) > 0)
      offset 0
    ) block
    cross join lateral (
      select block.ids[place + 1] as id, block.times[place + 1] as created_at
      from generate_series(matching.size - 1, 0, -1) as place
      where matching.bits is null or get_bit(matching.bits, place) = 1
    ) found
    where (found.created_at, found.id) < ($28, $29) limit 10)) found
    order by created_at desc, id desc offset 0 limit 10)) order by session.created_at desc,
        session.id desc) session
      ) session
      where weight_before is null or weight_before <= 100000) session
  left join session winner
    on winner.workspace_id = $30 and winner.id = session.bounced_by
  left join segment
    on segment.workspace_id = $31 and segment.id = session.segment_id
      order by session.created_at desc, session.id desc;
-- $1 uuid, $2 uuid, $3 text, $4 text[], $5 text[], $6 time, $7 uuid, $8 time, $9 uuid, $10 text, $11 text[], $12 text[], $13 time, $14 uuid[], $15 time[], $16 time[], $17 number[], $18 uuid, $19 text, $20 text[], $21 text[], $22 uuid, $23 text, $24 text[], $25 text[], $26 uuid, $27 text, $28 time, $29 uuid, $30 uuid, $31 uuid

commit;
