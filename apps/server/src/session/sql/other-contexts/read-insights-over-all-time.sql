start transaction isolation level repeatable read read only;

select now() as now;

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

select session.outcome as "outcome", session.save_type as "saveType",
    to_char(session.created_at at time zone $1, 'YYYY-MM') as "month", count(*) as count
  from session where (session.workspace_id = $2 and session.mode = $3 and not coalesce(session.outcome = any($4::text[]),
      false) and not coalesce((session.bounced_by is not null)::text = any($5::text[]),
      false)) and (session.created_at >= $6 or session.created_at < $7)
  group by 1, 2, 3
  having count(*) > 0;
-- $1 text, $2 uuid, $3 text, $4 text[], $5 text[], $6 time, $7 time

select id, size, bits::text as bits from (
    select block.id, block.from_at, block.size, ~ avoided.bits as bits
    from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::int[])
    as block (id, from_at, to_at, size) left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $5 and x.block_id = block.id and ((x.dimension = $6 and left(x.value,
       200) = any($7::text[]) and x.value = any($8::text[])) or (x.dimension = $9 and left(x.value,
       200) = any($10::text[]) and x.value = any($11::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0) matching;
-- $1 uuid[], $2 time[], $3 time[], $4 number[], $5 uuid, $6 text, $7 text[], $8 text[], $9 text, $10 text[], $11 text[]

select "id", "name", "version", "published_at"
from "blueprint"
where "workspace_id" = $1
order by "published_at", "id";
-- $1 uuid

select min("created_at") as "first"
from "session"
where "workspace_id" = $1 and "mode" = $2;
-- $1 uuid, $2 text

select to_char(local, 'YYYY-MM') as label,
      (
  select min(at) from (
    select (local at time zone $1) - ago as at
    from unnest('{0 minutes,30 minutes,1 hour,2 hours}'::interval[]) as ago
  ) candidate
  where date_trunc('month', at at time zone $2) >= local
) as "from",
      (select (
  select min(at) from (
    select (local at time zone $3) - ago as at
    from unnest('{0 minutes,30 minutes,1 hour,2 hours}'::interval[]) as ago
  ) candidate
  where date_trunc('month', at at time zone $4) >= local
) from (select next.local + '1 month'::interval as local) next) as "to"
    from generate_series(
      date_trunc('month', $5::timestamptz at time zone $6),
      ($7::timestamptz - interval '1 millisecond') at time zone $8,
      '1 month'::interval
    ) as next (local)
    order by local;
-- $1 text, $2 text, $3 text, $4 text, $5 time, $6 text, $7 time, $8 text

select "id", "name", "version", "published_at", "published_by"
from "blueprint"
where "workspace_id" = $1 and "published_at" >= $2 and "published_at" < $3
order by "published_at" desc
limit $4;
-- $1 uuid, $2 time, $3 time, $4 number

select "id", "name", "started_at", "numbers_end_at"
from "ab_test"
where "workspace_id" = $1 and "started_at" < $2 and ("numbers_end_at" is null or "numbers_end_at" >= $3)
order by "started_at" desc
limit $4;
-- $1 uuid, $2 time, $3 time, $4 number

select *
from "audit_entry"
where ("workspace_id" = $1 and "id" >= $2 and "id" < $3 and "action" in ($4, $5, $6))
order by "id" desc
limit $7;
-- $1 uuid, $2 uuid, $3 uuid, $4 text, $5 text, $6 text, $7 number

select (day::timestamp at time zone $1) as "from", ((day + 1)::timestamp at time zone $2) as "to",
    sum(times)::float8 as sessions, (array_agg(why order by times desc, why))[1] as why
  from health_count
  where workspace_id = $3 and kind = 'without_billing' and field = $4
    and why = any($5) and (day::timestamp at time zone $6) >= $7 and (day::timestamp at time zone $8) < $9
  group by day
  having sum(times) >= $10
  order by day desc
  limit 100;
-- $1 text, $2 text, $3 uuid, $4 text, $5 text[], $6 text, $7 time, $8 text, $9 time, $10 number

select "began_at", "ended_at"
from "downtime" inner join "workspace" on "workspace"."id" = $1
where "ended_at" > "workspace"."created_at" and "ended_at" > $2 and "began_at" < $3
order by "began_at" desc
limit $4;
-- $1 uuid, $2 time, $3 time, $4 number

select id, at, text, author_id, key_name, created_at, updated_at,
  case when is_day then to_char(at at time zone $1, 'YYYY-MM-DD') end as day from note
    where workspace_id = $2
      and at >= $3 and at < $4
    order by at desc, id desc limit 100;
-- $1 text, $2 uuid, $3 time, $4 time

commit;
