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

select /* prepared */ dimension, value, sum(count) as count
    from (
  select dimension, unnest(values) as value, unnest(counts) as count from facet_codes
  where workspace_id = $1 and block_id = any($2::uuid[]) and dimension = any($3::text[])) whole
    group by dimension, value;
-- $1 uuid, $2 uuid[], $3 text[]

select facet.dimension, facet.value, count(*) as count
    from (
      select unnest($1::text[]) as dimension, unnest(array[session.offer_type, session.billing_interval,
          (session.age_months / 12)::text, session.segment_id, session.plan_id, session.survey_choice_value,
          coalesce(session.on_trial, false)::text, session.outcome, case when jsonb_path_exists(
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
      from session where (session.workspace_id = $2 and session.mode = $3) and (session.created_at >= $4 or session.created_at < $5)
    ) facet
    group by facet.dimension, facet.value
    union all
    (
      with matching as materialized (
    select block.id, block.from_at, block.size, null::bit varying as bits
    from unnest($6::uuid[], $7::timestamptz[], $8::timestamptz[], $9::int[])
    as block (id, from_at, to_at, size)
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0)
      select x.dimension, x.value, sum(bit_count(x.bits & matching.bits)) as count
      from matching
      join facet_bits x on x.workspace_id = $10 and x.block_id = matching.id
        and x.dimension = any($11::text[])
      where matching.bits is not null
      group by x.dimension, x.value having sum(bit_count(x.bits & matching.bits)) > 0
      union all
      -- a block without a session that is to be avoided matches as a whole
      select dimension, value, sum(count) as count
      from (
  select dimension, unnest(values) as value, unnest(counts) as count from facet_codes
  where workspace_id = $12 and block_id = any((select id from matching where bits is null)) and dimension = any($13::text[])) whole
      group by dimension, value
    );
-- $1 text[], $2 uuid, $3 text, $4 time, $5 time, $6 nothing[], $7 nothing[], $8 nothing[], $9 nothing[], $10 uuid, $11 text[], $12 uuid, $13 text[]

commit;
