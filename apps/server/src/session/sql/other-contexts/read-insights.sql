start transaction isolation level repeatable read read only;

select now() as now;

select (span.first - span.length) at time zone $1 as "from", (span.last - span.length) at time zone $2 as "to"
  from (
    select first, last, last - first as length
    from (select $3::timestamptz at time zone $4 as first, $5::timestamptz at time zone $6 as last) ends
  ) span;
-- $1 text, $2 text, $3 time, $4 text, $5 time, $6 text

select b.id, b.from_at as "from", b.to_at as "to", b.size from facet_block b
  where b.workspace_id = $1 and b.mode = $2
    and b.format = $3 and b.dimensions @> $4::text[]
    and b.to_at > $5 and b.from_at < $6
    and not exists (
      select from facet_stale s
      where s.workspace_id = $7 and s.mode = b.mode
        and s.from_at < b.to_at and s.to_at >= b.from_at
    )
  order by b.from_at desc;
-- $1 uuid, $2 text, $3 text, $4 text[], $5 time, $6 time, $7 uuid

select session.id as place , session.plan_id as "planId", session.outcome as "outcome",
    session.billing_interval as "billingInterval", (session.age_months / 12)::text as "ageYears",
    session.segment_id as "segmentId", coalesce(session.on_trial, false)::text as "trial",
    coalesce(session.detail ->> 'displayLang', session.detail ->> 'lang') as "language",
    coalesce(session.detail #>> '{region,matchedRegionCode}',
    session.detail #>> '{region,matchedRegion}') as "region", lower(session.currency) as "currency",
    session.blueprint_id as "blueprintId", to_char(session.subscription_start at time zone 'UTC',
    'YYYY-MM') as "startMonth",
    case when coalesce(session.plan_price < 1000000000000000 and session.currency is not null
  and session.billing_interval is not null,
      false) then lower(session.currency) || ' ' || session.billing_interval || ' '
    || greatest(coalesce(session.billing_interval_count, 1), 1) end as "period",
        case when coalesce(session.plan_price < 1000000000000000 and session.currency is not null
  and session.billing_interval is not null, false) then
    round(least(session.plan_price::numeric * greatest((case when jsonb_typeof(session.detail #> '{customer,itemQuantity}') = 'number'
  then (session.detail #>> '{customer,itemQuantity}')::numeric else 1 end), 0) * 100,
      1e17))::text end as "amount", session.save_type as "saveType", coalesce(session.used_click_to_cancel,
      false)::text as "usedClickToCancel", session.detail ->> 'clicks' as "clicks",
      session.detail ->> 'secondsToCancel' as "secondsToCancel",
      session.detail #>> '{region,rule}' as "cancelRule", coalesce(session.survey_choice_id,
      session.survey_choice_value) as "reason",
      (session.survey_choice_id is not null or session.survey_choice_value is not null
    or session.detail @> '{"stepsViewed": [{"stepType": "SURVEY"}]}')::text as "sawSurvey",
        (coalesce(session.feedback, '') <> '')::text as "hasFeedback", left(md5(session.followup_response),
        20) as "answer", session.verified::text as "verified", to_char(session.created_at at time zone $1,
        'IYYY"-W"IW') as "week", (select array_agg(word) from (
  select offer.session_id,
    (array['ignored', 'declined', 'accepted'])[
      max(case offer.ended when 'accepted' then 3 when 'declined' then 2 else 1 end)
    ] || ':' || named.key as word
  from session_offer offer
  cross join lateral (values (offer.offer_type), (offer.guid)) as named (key)
  where offer.workspace_id = $2 and offer.session_id = session.id and named.key is not null
  group by offer.session_id, named.key) did) as words
      from session where (session.workspace_id = $3 and session.mode = $4 and session.created_at >= $5 and session.created_at < $6 and not coalesce(session.outcome = any($7::text[]),
          false) and not coalesce((session.bounced_by is not null)::text = any($8::text[]),
          false)) and ((session.created_at >= $9 and session.created_at < $10))
      order by session.id limit 8192;
-- $1 text, $2 uuid, $3 uuid, $4 text, $5 time, $6 time, $7 text[], $8 text[], $9 time, $10 time

select id, size, bits::text as bits from (
    select block.id, block.from_at, block.size,
        case when block.from_at >= $1 and block.to_at <= $2 then ~ avoided.bits else (
    select coalesce(~ avoided.bits & mask.bits, mask.bits) from (
      select (repeat('0', first) || repeat('1', upto - first) || repeat('0',
          block.size - upto))::bit varying as bits
      from (select least(
  (select width_bucket($3::timestamptz(3), b.times) from facet_block b
   where b.workspace_id = $4 and b.mode = $5 and b.from_at = block.from_at),
  (select width_bucket($6::timestamptz(3), b.times) from facet_block b
   where b.workspace_id = $7 and b.mode = $8 and b.from_at = block.from_at)) as first,
  (select width_bucket($9::timestamptz(3), b.times) from facet_block b
   where b.workspace_id = $10 and b.mode = $11 and b.from_at = block.from_at) as upto) place
    ) mask
  ) end as bits
    from unnest($12::uuid[], $13::timestamptz[], $14::timestamptz[], $15::int[])
    as block (id, from_at, to_at, size) left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $16 and x.block_id = block.id and ((x.dimension = $17 and left(x.value,
       200) = any($18::text[]) and x.value = any($19::text[])) or (x.dimension = $20 and left(x.value,
       200) = any($21::text[]) and x.value = any($22::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0) matching;
-- $1 time, $2 time, $3 time, $4 uuid, $5 text, $6 time, $7 uuid, $8 text, $9 time, $10 uuid, $11 text, $12 uuid[], $13 time[], $14 time[], $15 number[], $16 uuid, $17 text, $18 text[], $19 text[], $20 text, $21 text[], $22 text[]

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

select "id", "name", "version", "published_at"
from "blueprint"
where "workspace_id" = $1
order by "published_at", "id";
-- $1 uuid

select *
from "ab_test"
where "workspace_id" = $1 and "state" not in ($2, $3, $4)
order by "started_at" desc, "id"
limit $5;
-- $1 uuid, $2 text, $3 text, $4 text, $5 number

select plan.id as plan_id, newest.plan_price as "priceMinor", coalesce(newest.currency, 'usd') as currency,
    newest.billing_interval as interval, newest.billing_interval_count as "intervalCount"
  from unnest($1::text[]) as plan(id)
  cross join lateral (
    select * from session
    where session.workspace_id = $2 and session.mode = $3 and session.plan_id = plan.id
    order by session.created_at desc, session.id desc
    limit 1
  ) as newest
  where newest.plan_price is not null;
-- $1 text[], $2 uuid, $3 text

select
      (select complete_until from billing_reading
        where workspace_id = $1 and mode = $2) as "completeUntil",
      (
  exists (select from billing_connection where workspace_id = $3 and mode = $4)
    or exists (select from billing_subscription where workspace_id = $5 and mode = $6)
    or exists (select from billing_event where workspace_id = $7 and mode = $8)) as "isTold";
-- $1 uuid, $2 text, $3 uuid, $4 text, $5 uuid, $6 text, $7 uuid, $8 text

with  save as materialized (
      select session.id, session.customer_id, session.subscription_id, session.created_at, session.outcome,
        date_trunc('month', session.subscription_start at time zone 'UTC') as start_month
      from (
    select session.id, session.customer_id, session.subscription_id, session.subscription_start,
        session.created_at,
      session.outcome
    from session
    where session.workspace_id = $1 and session.mode = $2
      and session.outcome in ('saved',
          'abandoned') and session.bounced_by is null and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id, '')) <= 2000
      and session.created_at >= $3
    and session.created_at < $4 and true union all
    select session.id, session.customer_id, session.subscription_id, session.subscription_start,
        session.created_at,
      session.outcome
    from session
    where session.workspace_id = $5 and session.mode = $6
      and session.outcome in ('saved',
          'abandoned') and session.bounced_by is null and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id,
          '')) > 2000 and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id, '')) < 1000000
      and session.created_at >= $7
    and session.created_at < $8 and true) session
    ), told as (
      select known.subscription_id, known.customer_id, known.status, known.ends_at,
        case known.source when 'stripe' then greatest(known.as_of, $9::timestamptz)
          else known.as_of end as known_until
      from billing_subscription known
      where known.workspace_id = $10 and known.mode = $11 and known.status is not null
    ), billed as (
      select id, case when bool_and(status = 'ended') then max(ends_at) end as ended_at,
          max(known_until) as known_until
      from (
        select save.id, told.status, told.ends_at, told.known_until
        from save join told on told.subscription_id = save.subscription_id
        union all
        select save.id, told.status, told.ends_at, told.known_until
        from save join told on told.subscription_id = save.customer_id
        union all
        select save.id, told.status, told.ends_at, told.known_until
        from save join told on told.customer_id = save.customer_id
        where save.subscription_id is null
      ) each_word
      group by id
    ), leaving as materialized (
      select after.customer_id, after.created_at
      from (
    select session.id, session.customer_id, session.subscription_id, session.subscription_start,
        session.created_at,
      session.outcome
    from session
    where session.workspace_id = $12 and session.mode = $13
      and session.outcome in ('canceled') and session.bounced_by is null and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id, '')) <= 2000
      and true and session.created_at > $14 union all
    select session.id, session.customer_id, session.subscription_id, session.subscription_start,
        session.created_at,
      session.outcome
    from session
    where session.workspace_id = $15 and session.mode = $16
      and session.outcome in ('canceled') and session.bounced_by is null and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id,
          '')) > 2000 and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id, '')) < 1000000
      and true and session.created_at > $17) after
      where exists (
        select from save where save.customer_id = after.customer_id and save.created_at < after.created_at
      )
    ), left_after as (
      select id, min(canceled_at) as canceled_at from (
        select id,
          -- from the latest on; a save stands before a cancellation of the same instant,
              which is no later one
          min(canceled_at) over (
            partition by customer_id collate "C" order by created_at desc, is_save desc
            rows between unbounded preceding and current row
          ) as canceled_at
        from (
          select id, customer_id, created_at, true as is_save, null::timestamptz as canceled_at from save
          where customer_id in (select customer_id from leaving)
          union all
          select null, customer_id, created_at, false, created_at from leaving
        ) moment
      ) life
      where id is not null and canceled_at is not null
      -- one row each as it is, which the planner knows of a group alone: it would sort all saves for the join
      group by id
    ), followed as (
      select save.id, save.created_at, save.start_month, least(billed.ended_at,
          left_after.canceled_at) as ended_at,
        $18::timestamptz as known_until
      from save
      left join billed on billed.id = save.id
      left join left_after on left_after.id = save.id
    )
  select 'held' as of, '' as key, days, ended, to_char(start_month, 'YYYY-MM') as "startMonth", count,
      0::numeric as "amountMinor" from (
    select coalesce(floor(date_part('epoch',
        greatest(coalesce(ended_at, known_until),
            case when ended_at is not null or known_until is not null then created_at end)
          - created_at
      ) / 86400), -1)::integer as days,
      ended_at is not null as ended, start_month, count(*)::integer as count
    from followed
    group by 1, 2, 3
  ) held;
-- $1 uuid, $2 text, $3 time, $4 time, $5 uuid, $6 text, $7 time, $8 time, $9 null, $10 uuid, $11 text, $12 uuid, $13 text, $14 time, $15 uuid, $16 text, $17 time, $18 time

select "goal"."id", "goal"."figure", "goal"."currency", "goal"."level", "goal"."view_id" as "viewId",
    to_char(goal.since, 'YYYY-MM-DD') as "since", "saved_view"."name" as "viewName",
    "saved_view"."search" as "viewSearch"
from "goal" left join "saved_view" on "saved_view"."workspace_id" = "goal"."workspace_id" and "saved_view"."id" = "goal"."view_id" and "saved_view"."is_shared" = $1
where "goal"."workspace_id" = $2 and ("goal"."view_id" is null or "saved_view"."id" is not null)
order by "goal"."currency", "goal"."id";
-- $1 boolean, $2 uuid

select to_char(local, 'IYYY"-W"IW') as label,
      (
  select min(at) from (
    select (local at time zone $1) - ago as at
    from unnest('{0 minutes,30 minutes,1 hour,2 hours}'::interval[]) as ago
  ) candidate
  where date_trunc('week', at at time zone $2) >= local
) as "from",
      (select (
  select min(at) from (
    select (local at time zone $3) - ago as at
    from unnest('{0 minutes,30 minutes,1 hour,2 hours}'::interval[]) as ago
  ) candidate
  where date_trunc('week', at at time zone $4) >= local
) from (select next.local + '1 week'::interval as local) next) as "to"
    from generate_series(
      date_trunc('week', $5::timestamptz at time zone $6),
      ($7::timestamptz - interval '1 millisecond') at time zone $8,
      '1 week'::interval
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

select session.id as place , coalesce(session.survey_choice_id, session.survey_choice_value) as "reason",
    session.blueprint_id as "blueprintId", session.survey_choice_value as "response",
    to_char(session.created_at at time zone $1, 'YYYY-MM-DD') as "day"
  from session where (session.workspace_id = $2 and session.mode = $3) and (session.created_at >= $4 or session.created_at < $5)
  order by session.id limit 8192;
-- $1 text, $2 uuid, $3 text, $4 time, $5 time

select id, size, bits::text as bits from (
  select block.id, block.from_at, block.size, null::bit varying as bits
  from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::int[])
  as block (id, from_at, to_at, size)
  -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
  offset 0) matching;
-- $1 uuid[], $2 time[], $3 time[], $4 number[]

select session.outcome as "outcome", (session.bounced_by is not null)::text as "bounced", count(*) as count
  from session where (session.workspace_id = $1 and session.mode = $2 and session.created_at >= $3 and session.created_at < $4) and ((session.created_at >= $5 and session.created_at < $6))
  group by 1, 2
  having count(*) > 0;
-- $1 uuid, $2 text, $3 time, $4 time, $5 time, $6 time

select id, size, bits::text as bits from (
    select block.id, block.from_at, block.size,
        case when block.from_at >= $1 and block.to_at <= $2 then null::bit varying else (
    select coalesce(null::bit varying & mask.bits, mask.bits) from (
      select (repeat('0', first) || repeat('1', upto - first) || repeat('0',
          block.size - upto))::bit varying as bits
      from (select least(
  (select width_bucket($3::timestamptz(3), b.times) from facet_block b
   where b.workspace_id = $4 and b.mode = $5 and b.from_at = block.from_at),
  (select width_bucket($6::timestamptz(3), b.times) from facet_block b
   where b.workspace_id = $7 and b.mode = $8 and b.from_at = block.from_at)) as first,
  (select width_bucket($9::timestamptz(3), b.times) from facet_block b
   where b.workspace_id = $10 and b.mode = $11 and b.from_at = block.from_at) as upto) place
    ) mask
  ) end as bits
    from unnest($12::uuid[], $13::timestamptz[], $14::timestamptz[], $15::int[])
    as block (id, from_at, to_at, size)
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0) matching;
-- $1 time, $2 time, $3 time, $4 uuid, $5 text, $6 time, $7 uuid, $8 text, $9 time, $10 uuid, $11 text, $12 uuid[], $13 time[], $14 time[], $15 number[]

select days, to_char(local, 'YYYY-MM-DD') as label, (
  select min(at) from (
    select (local at time zone $1) - ago as at
    from unnest('{0 minutes,30 minutes,1 hour,2 hours}'::interval[]) as ago
  ) candidate
  where date_trunc('day', at at time zone $2) >= local
) as "from"
    from unnest($3::integer[]) as days
    cross join lateral (
      select date_trunc('day', $4::timestamptz at time zone $5) - make_interval(days => days - 1) as local
    ) first_day
    order by days desc;
-- $1 text, $2 text, $3 number[], $4 time, $5 text

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

select session.outcome as "outcome", to_char(session.created_at at time zone $1, 'YYYY-MM-DD') as "day",
    count(*) as count
  from session where (session.workspace_id = $2 and session.mode = $3 and session.created_at >= $4 and not coalesce(session.outcome = any($5::text[]),
      false) and not coalesce((session.bounced_by is not null)::text = any($6::text[]),
      false)) and (session.created_at >= $7)
  group by 1, 2
  having count(*) > 0;
-- $1 text, $2 uuid, $3 text, $4 time, $5 text[], $6 text[], $7 time

select id, size, bits::text as bits from (
    select block.id, block.from_at, block.size, case when block.from_at >= $1 then ~ avoided.bits else (
    select coalesce(~ avoided.bits & mask.bits, mask.bits) from (
      select (repeat('0', first) || repeat('1', upto - first) || repeat('0',
          block.size - upto))::bit varying as bits
      from (select least(
  (select width_bucket($2::timestamptz(3), b.times) from facet_block b
   where b.workspace_id = $3 and b.mode = $4 and b.from_at = block.from_at), block.size) as first,
       block.size as upto) place
    ) mask
  ) end as bits
    from unnest($5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::int[])
    as block (id, from_at, to_at, size) left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $9 and x.block_id = block.id and ((x.dimension = $10 and left(x.value,
       200) = any($11::text[]) and x.value = any($12::text[])) or (x.dimension = $13 and left(x.value,
       200) = any($14::text[]) and x.value = any($15::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0) matching;
-- $1 time, $2 time, $3 uuid, $4 text, $5 uuid[], $6 time[], $7 time[], $8 number[], $9 uuid, $10 text, $11 text[], $12 text[], $13 text, $14 text[], $15 text[]

commit;
