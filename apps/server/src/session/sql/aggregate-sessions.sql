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

select session.survey_choice_value as "response", to_char(session.created_at at time zone $1,
    'YYYY-MM') as "month", count(*) as count
  from session where (session.workspace_id = $2 and session.mode = $3 and not coalesce(session.outcome = any($4::text[]),
      false) and (coalesce(session.offer_type = any($5::text[]),
      false) or session.offer_type is null)) and (session.created_at >= $6 or session.created_at < $7)
  group by 1, 2
  having count(*) > 0;
-- $1 text, $2 uuid, $3 text, $4 text[], $5 text[], $6 time, $7 time

select id, size, bits::text as bits from (
    select block.id, block.from_at, block.size, coalesce("is_0"."bits" & ~ avoided.bits,
        "is_0"."bits") as bits
    from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::int[])
    as block (id, from_at, to_at, size) join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $5 and x.block_id = block.id and ((x.dimension = $6 and (left(x.value,
       200) = any($7::text[]) and x.value = any($8::text[]) or x.value is null)))) as "is_0" on "is_0"."bits" is not null left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $9 and x.block_id = block.id and ((x.dimension = $10 and left(x.value,
       200) = any($11::text[]) and x.value = any($12::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0) matching;
-- $1 uuid[], $2 time[], $3 time[], $4 number[], $5 uuid, $6 text, $7 text[], $8 text[], $9 uuid, $10 text, $11 text[], $12 text[]

select block_id as id, dimension as name, values, codes, places from facet_codes
  where workspace_id = $1 and block_id = any($2::uuid[])
    and dimension = any($3::text[]);
-- $1 uuid, $2 uuid[], $3 text[]

select id, place as first, coalesce(lead(place) over (partition by id order by local), size) as upto,
      array[to_char(local, 'YYYY-MM-DD'), to_char(local, 'IYYY"-W"IW'), to_char(local, 'YYYY-MM')] as labels
    from (
      select block.id, block.size, local,
        width_bucket((
  select min(at) from (
    select (local at time zone $1) - ago as at
    from unnest('{0 minutes,30 minutes,1 hour,2 hours}'::interval[]) as ago
  ) candidate
  where date_trunc('day', at at time zone $2) >= local
) - interval '1 millisecond', block.times) as place
      from (
        -- the times are unpacked once a block
        select id, size, from_at, to_at, times || '{}'::timestamptz[] as times from facet_block
        where workspace_id = $3 and mode = $4 and id = any($5::uuid[])
        offset 0
      ) block
      cross join lateral generate_series(
        date_trunc('day', block.from_at at time zone $6),
        (block.to_at - interval '1 millisecond') at time zone $7,
        interval '1 day'
      ) as local
    ) spans
    order by id, local;
-- $1 text, $2 text, $3 uuid, $4 text, $5 uuid[], $6 text, $7 text

commit;
