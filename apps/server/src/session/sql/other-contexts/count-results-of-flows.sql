start transaction isolation level repeatable read read only;

select b.id, b.from_at as "from", b.to_at as "to", b.size from facet_block b
  where b.workspace_id = $1 and b.mode = $2
    and b.format = $3 and b.dimensions @> $4::text[]
    and b.to_at > $5
    and not exists (
      select from facet_stale s
      where s.workspace_id = $6 and s.mode = b.mode
        and s.from_at < b.to_at and s.to_at >= b.from_at
    )
  order by b.from_at desc;
-- $1 uuid, $2 text, $3 text, $4 text[], $5 time, $6 uuid

select session.blueprint_id as "blueprintId", session.outcome as "outcome", count(*) as count
  from session where (session.workspace_id = $1 and session.mode = $2 and session.created_at >= $3 and not coalesce(session.outcome = any($4::text[]),
      false) and coalesce((session.bounced_by is not null)::text = any($5::text[]),
      false)) and (session.created_at >= $6)
  group by 1, 2
  having count(*) > 0;
-- $1 uuid, $2 text, $3 time, $4 text[], $5 text[], $6 time

select id, size, bits::text as bits from (
    select block.id, block.from_at, block.size,
        case when block.from_at >= $1 then coalesce("is_0"."bits" & ~ avoided.bits, "is_0"."bits") else (
    select coalesce(coalesce("is_0"."bits" & ~ avoided.bits, "is_0"."bits") & mask.bits, mask.bits) from (
      select (repeat('0', first) || repeat('1', upto - first) || repeat('0',
          block.size - upto))::bit varying as bits
      from (select least(
  (select width_bucket($2::timestamptz(3), b.times) from facet_block b
   where b.workspace_id = $3 and b.mode = $4 and b.from_at = block.from_at), block.size) as first,
       block.size as upto) place
    ) mask
  ) end as bits
    from unnest($5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::int[])
    as block (id, from_at, to_at, size) join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $9 and x.block_id = block.id and ((x.dimension = $10 and left(x.value,
       200) = any($11::text[]) and x.value = any($12::text[])))) as "is_0" on "is_0"."bits" is not null left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $13 and x.block_id = block.id and ((x.dimension = $14 and left(x.value,
       200) = any($15::text[]) and x.value = any($16::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0) matching;
-- $1 time, $2 time, $3 uuid, $4 text, $5 uuid[], $6 time[], $7 time[], $8 number[], $9 uuid, $10 text, $11 text[], $12 text[], $13 uuid, $14 text, $15 text[], $16 text[]

commit;
