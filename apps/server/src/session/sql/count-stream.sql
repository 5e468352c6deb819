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

select coalesce(sum(count), 0) as count, coalesce(sum(unverified), 0) as unverified from (
        select count(*) as count, count(*) filter (where session.verified::text = 'false') as unverified
        from session where (session.workspace_id = $1 and session.mode = $2 and session.created_at >= $3 and not coalesce(session.outcome = any($4::text[]),
            false) and (coalesce(session.offer_type = any($5::text[]),
            false) or session.offer_type is null)) and (session.created_at >= $6)
        union all
        select coalesce(bit_count(matching.bits), matching.size), bit_count(x.bits & coalesce(matching.bits,
            x.bits))
        from (
    select block.id, block.from_at, block.size,
        case when block.from_at >= $7 then coalesce("is_0"."bits" & ~ avoided.bits, "is_0"."bits") else (
    select coalesce(coalesce("is_0"."bits" & ~ avoided.bits, "is_0"."bits") & mask.bits, mask.bits) from (
      select (repeat('0', first) || repeat('1', upto - first) || repeat('0',
          block.size - upto))::bit varying as bits
      from (select least(
  (select width_bucket($8::timestamptz(3), b.times) from facet_block b
   where b.workspace_id = $9 and b.mode = $10 and b.from_at = block.from_at), block.size) as first,
       block.size as upto) place
    ) mask
  ) end as bits
    from unnest($11::uuid[], $12::timestamptz[], $13::timestamptz[], $14::int[])
    as block (id, from_at, to_at, size) join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $15 and x.block_id = block.id and ((x.dimension = $16 and (left(x.value,
       200) = any($17::text[]) and x.value = any($18::text[]) or x.value is null)))) as "is_0" on "is_0"."bits" is not null left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $19 and x.block_id = block.id and ((x.dimension = $20 and left(x.value,
       200) = any($21::text[]) and x.value = any($22::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0) matching
        left join facet_bits x on x.workspace_id = $23 and x.block_id = matching.id
          and x.dimension = 'verified' and x.value = 'false'
      ) part;
-- $1 uuid, $2 text, $3 time, $4 text[], $5 text[], $6 time, $7 time, $8 time, $9 uuid, $10 text, $11 uuid[], $12 time[], $13 time[], $14 number[], $15 uuid, $16 text, $17 text[], $18 text[], $19 uuid, $20 text, $21 text[], $22 text[], $23 uuid

commit;
