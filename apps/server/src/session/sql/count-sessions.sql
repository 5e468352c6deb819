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
-- $1 uuid, $2 text, $3 text, $4 nothing[], $5 uuid

select (select count(*) from session where (session.workspace_id = $1 and session.mode = $2) and (session.created_at >= $3 or session.created_at < $4))
    + (select coalesce(sum(coalesce(bit_count(bits), size)), 0)
       from (
  select block.id, block.from_at, block.size, null::bit varying as bits
  from unnest($5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::int[])
  as block (id, from_at, to_at, size)
  -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
  offset 0) matching) as count;
-- $1 uuid, $2 text, $3 time, $4 time, $5 uuid[], $6 time[], $7 time[], $8 number[]

commit;
