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

select facet.dimension, facet.value, count(*) as count
    from (
      select unnest($1::text[]) as dimension, unnest(array[session.offer_type]) as value
      from session where (session.workspace_id = $2 and session.mode = $3 and not coalesce(session.outcome = any($4::text[]),
          false)) and (session.created_at >= $5 or session.created_at < $6)
    ) facet
    group by facet.dimension, facet.value
    union all
    (
      with matching as materialized (
    select block.id, block.from_at, block.size, ~ avoided.bits as bits
    from unnest($7::uuid[], $8::timestamptz[], $9::timestamptz[], $10::int[])
    as block (id, from_at, to_at, size) left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $11 and x.block_id = block.id and ((x.dimension = $12 and left(x.value,
       200) = any($13::text[]) and x.value = any($14::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0)
      select x.dimension, x.value, sum(bit_count(x.bits & matching.bits)) as count
      from matching
      join facet_bits x on x.workspace_id = $15 and x.block_id = matching.id
        and x.dimension = any($16::text[])
      where matching.bits is not null
      group by x.dimension, x.value having sum(bit_count(x.bits & matching.bits)) > 0
      union all
      -- a block without a session that is to be avoided matches as a whole
      select dimension, value, sum(count) as count
      from (
  select dimension, unnest(values) as value, unnest(counts) as count from facet_codes
  where workspace_id = $17 and block_id = any((select id from matching where bits is null)) and dimension = any($18::text[])) whole
      group by dimension, value
    ) union all
    select facet.dimension, facet.value, count(*) as count
    from (
      select unnest($19::text[]) as dimension, unnest(array[session.outcome]) as value
      from session where (session.workspace_id = $20 and session.mode = $21 and (coalesce(session.offer_type = any($22::text[]),
          false) or session.offer_type is null)) and (session.created_at >= $23 or session.created_at < $24)
    ) facet
    group by facet.dimension, facet.value
    union all
    (
      with matching as materialized (
    select block.id, block.from_at, block.size, "is_0"."bits" as bits
    from unnest($25::uuid[], $26::timestamptz[], $27::timestamptz[], $28::int[])
    as block (id, from_at, to_at, size) join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $29 and x.block_id = block.id and ((x.dimension = $30 and (left(x.value,
       200) = any($31::text[]) and x.value = any($32::text[]) or x.value is null)))) as "is_0" on "is_0"."bits" is not null
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0)
      select x.dimension, x.value, sum(bit_count(x.bits & matching.bits)) as count
      from matching
      join facet_bits x on x.workspace_id = $33 and x.block_id = matching.id
        and x.dimension = any($34::text[])
      where matching.bits is not null
      group by x.dimension, x.value having sum(bit_count(x.bits & matching.bits)) > 0
      union all
      -- a block without a session that is to be avoided matches as a whole
      select dimension, value, sum(count) as count
      from (
  select dimension, unnest(values) as value, unnest(counts) as count from facet_codes
  where workspace_id = $35 and block_id = any((select id from matching where bits is null)) and dimension = any($36::text[])) whole
      group by dimension, value
    ) union all
    select facet.dimension, facet.value, count(*) as count
    from (
      select unnest($37::text[]) as dimension, unnest(array[session.billing_interval,
          (session.age_months / 12)::text, session.segment_id, session.plan_id, session.survey_choice_value,
          coalesce(session.on_trial, false)::text, case when jsonb_path_exists(
    session.detail,
        '$.stepsViewed[*] ? (@.stepType == "OFFER" && @.duration >= 30000)') then 'over-30s' when jsonb_path_exists(
    session.detail,
        '$.stepsViewed[*] ? (@.stepType == "OFFER" && @.duration >= 10000)') then '10-30s' when jsonb_path_exists(
    session.detail,
        '$.stepsViewed[*] ? (@.stepType == "OFFER" && @.duration >= 3000)') then '3-10s' when jsonb_path_exists(
    session.detail, '$.stepsViewed[*] ? (@.stepType == "OFFER" && @.duration >= 0)') then 'under-3s' end,
        coalesce(session.recording_state, case
      when session.source = 'import' and coalesce(session.detail ->> 'recording', '') <> '' then 'elsewhere'
      when session.detail -> 'record' = 'false' then 'call'
      when not session.verified then 'unverified' end), session.verified::text]) as value
      from session where (session.workspace_id = $38 and session.mode = $39 and not coalesce(session.outcome = any($40::text[]),
          false) and (coalesce(session.offer_type = any($41::text[]),
          false) or session.offer_type is null)) and (session.created_at >= $42 or session.created_at < $43)
    ) facet
    group by facet.dimension, facet.value
    union all
    (
      with matching as materialized (
    select block.id, block.from_at, block.size, coalesce("is_0"."bits" & ~ avoided.bits,
        "is_0"."bits") as bits
    from unnest($44::uuid[], $45::timestamptz[], $46::timestamptz[], $47::int[])
    as block (id, from_at, to_at, size) join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $48 and x.block_id = block.id and ((x.dimension = $49 and (left(x.value,
       200) = any($50::text[]) and x.value = any($51::text[]) or x.value is null)))) as "is_0" on "is_0"."bits" is not null left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $52 and x.block_id = block.id and ((x.dimension = $53 and left(x.value,
       200) = any($54::text[]) and x.value = any($55::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0)
      select x.dimension, x.value, sum(bit_count(x.bits & matching.bits)) as count
      from matching
      join facet_bits x on x.workspace_id = $56 and x.block_id = matching.id
        and x.dimension = any($57::text[])
      where matching.bits is not null
      group by x.dimension, x.value having sum(bit_count(x.bits & matching.bits)) > 0
      union all
      -- a block without a session that is to be avoided matches as a whole
      select dimension, value, sum(count) as count
      from (
  select dimension, unnest(values) as value, unnest(counts) as count from facet_codes
  where workspace_id = $58 and block_id = any((select id from matching where bits is null)) and dimension = any($59::text[])) whole
      group by dimension, value
    );
-- $1 text[], $2 uuid, $3 text, $4 text[], $5 time, $6 time, $7 uuid[], $8 time[], $9 time[], $10 number[], $11 uuid, $12 text, $13 text[], $14 text[], $15 uuid, $16 text[], $17 uuid, $18 text[], $19 text[], $20 uuid, $21 text, $22 text[], $23 time, $24 time, $25 uuid[], $26 time[], $27 time[], $28 number[], $29 uuid, $30 text, $31 text[], $32 text[], $33 uuid, $34 text[], $35 uuid, $36 text[], $37 text[], $38 uuid, $39 text, $40 text[], $41 text[], $42 time, $43 time, $44 uuid[], $45 time[], $46 time[], $47 number[], $48 uuid, $49 text, $50 text[], $51 text[], $52 uuid, $53 text, $54 text[], $55 text[], $56 uuid, $57 text[], $58 uuid, $59 text[]

commit;
