start transaction isolation level repeatable read read only;

select
      (select complete_until from billing_reading
        where workspace_id = $1 and mode = $2) as "completeUntil",
      (
  exists (select from billing_connection where workspace_id = $3 and mode = $4)
    or exists (select from billing_subscription where workspace_id = $5 and mode = $6)
    or exists (select from billing_event where workspace_id = $7 and mode = $8)) as "isTold";
-- $1 uuid, $2 text, $3 uuid, $4 text, $5 uuid, $6 text, $7 uuid, $8 text

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

with
    chosen_session as materialized (
      select place.id
      from (
    select block.id, block.from_at, block.size, coalesce("is_0"."bits" & ~ avoided.bits,
        "is_0"."bits") as bits
    from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::int[])
    as block (id, from_at, to_at, size) join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $5 and x.block_id = block.id and ((x.dimension = $6 and (left(x.value,
       200) = any($7::text[]) and x.value = any($8::text[]) or x.value is null)))) as "is_0" on "is_0"."bits" is not null left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $9 and x.block_id = block.id and ((x.dimension = $10 and left(x.value,
       200) = any($11::text[]) and x.value = any($12::text[])) or (x.dimension = $13 and left(x.value,
       200) = any($14::text[]) and x.value = any($15::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0) matching
      join facet_block kept on kept.workspace_id = $16 and kept.id = matching.id
      cross join lateral unnest(kept.ids) with ordinality as place (id, number)
      where case when matching.bits is null then true else get_bit(matching.bits,
          place.number::integer - 1) = 1 end
      union all
      select session.id from session where (session.workspace_id = $17 and session.mode = $18 and not coalesce(session.outcome = any($19::text[]),
          false) and (coalesce(session.offer_type = any($20::text[]),
          false) or session.offer_type is null) and not coalesce((session.bounced_by is not null)::text = any($21::text[]),
          false)) and (session.created_at >= $22 or session.created_at < $23)
    ), save as materialized (
      select session.id, session.customer_id, session.subscription_id, session.created_at, session.outcome,
        date_trunc('month', session.subscription_start at time zone 'UTC') as start_month
      from (
    select session.id, session.customer_id, session.subscription_id, session.subscription_start,
        session.created_at,
      session.outcome
    from session join chosen_session on chosen_session.id = session.id
    where session.workspace_id = $24 and session.mode = $25
      and session.outcome in ('saved',
          'abandoned') and session.bounced_by is null and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id, '')) <= 2000
      and true
    and true and true union all
    select session.id, session.customer_id, session.subscription_id, session.subscription_start,
        session.created_at,
      session.outcome
    from session join chosen_session on chosen_session.id = session.id
    where session.workspace_id = $26 and session.mode = $27
      and session.outcome in ('saved',
          'abandoned') and session.bounced_by is null and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id,
          '')) > 2000 and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id, '')) < 1000000
      and true
    and true and true) session
    ), told as (
      select known.subscription_id, known.customer_id, known.status, known.ends_at,
        case known.source when 'stripe' then greatest(known.as_of, $28::timestamptz)
          else known.as_of end as known_until
      from billing_subscription known
      where known.workspace_id = $29 and known.mode = $30 and known.status is not null
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
    where session.workspace_id = $31 and session.mode = $32
      and session.outcome in ('canceled') and session.bounced_by is null and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id, '')) <= 2000
      and true and true union all
    select session.id, session.customer_id, session.subscription_id, session.subscription_start,
        session.created_at,
      session.outcome
    from session
    where session.workspace_id = $33 and session.mode = $34
      and session.outcome in ('canceled') and session.bounced_by is null and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id,
          '')) > 2000 and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id, '')) < 1000000
      and true and true) after
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
        billed.known_until as known_until
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
  ) held union all
  (select 'paid' as of, event.currency as key, 0 as days, false as ended, null as "startMonth",
      count(*)::integer as count,
    sum(event.amount_minor) as "amountMinor"
  from billing_event event
  where event.workspace_id = $35 and event.mode = $36 and event.kind = 'invoicePaid'
    and exists (
      select from save
      where save.customer_id = event.customer_id and save.created_at < event.happened_at and save.outcome = 'saved'
    )
  group by event.currency
  order by event.currency) union all
  select 'offers' as of, key, 0 as days, ended, null as "startMonth", count(*)::integer as count,
      0::numeric as "amountMinor"
  from (
    select distinct followed.id, followed.ended_at is not null as ended, named.key
    from followed join session_offer offer on offer.session_id = followed.id cross join lateral (values (offer.offer_type),
        (offer.guid)) as named (key)
    where (followed.ended_at is not null or followed.known_until is not null)
      and (
  offer.workspace_id = $37 and offer.ended = 'accepted'
) and named.key is not null
  ) taken
  group by key, ended;
-- $1 uuid[], $2 time[], $3 time[], $4 number[], $5 uuid, $6 text, $7 text[], $8 text[], $9 uuid, $10 text, $11 text[], $12 text[], $13 text, $14 text[], $15 text[], $16 uuid, $17 uuid, $18 text, $19 text[], $20 text[], $21 text[], $22 time, $23 time, $24 uuid, $25 text, $26 uuid, $27 text, $28 time, $29 uuid, $30 text, $31 uuid, $32 text, $33 uuid, $34 text, $35 uuid, $36 text, $37 uuid

with
    chosen_session as materialized (
      select place.id
      from (
    select block.id, block.from_at, block.size, coalesce("is_0"."bits" & "is_1"."bits" & ~ avoided.bits,
        "is_0"."bits" & "is_1"."bits") as bits
    from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::int[])
    as block (id, from_at, to_at, size) join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $5 and x.block_id = block.id and ((x.dimension = $6 and (left(x.value,
       200) = any($7::text[]) and x.value = any($8::text[]) or x.value is null)))) as "is_0" on "is_0"."bits" is not null join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $9 and x.block_id = block.id and ((x.dimension = $10 and left(x.value,
       200) = any($11::text[]) and x.value = any($12::text[])))) as "is_1" on "is_1"."bits" is not null left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $13 and x.block_id = block.id and ((x.dimension = $14 and left(x.value,
       200) = any($15::text[]) and x.value = any($16::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0) matching
      join facet_block kept on kept.workspace_id = $17 and kept.id = matching.id
      cross join lateral unnest(kept.ids) with ordinality as place (id, number)
      where case when matching.bits is null then true else get_bit(matching.bits,
          place.number::integer - 1) = 1 end
      union all
      select session.id from session where (session.workspace_id = $18 and session.mode = $19 and not coalesce(session.outcome = any($20::text[]),
          false) and (coalesce(session.offer_type = any($21::text[]),
          false) or session.offer_type is null) and exists (
  select from (
  select offer.session_id,
    (array['ignored', 'declined', 'accepted'])[
      max(case offer.ended when 'accepted' then 3 when 'declined' then 2 else 1 end)
    ] || ':' || named.key as word
  from session_offer offer
  cross join lateral (values (offer.offer_type), (offer.guid)) as named (key)
  where offer.workspace_id = $22 and offer.session_id = session.id and named.key is not null
  group by offer.session_id, named.key) did
  where did.word = any($23::text[]))) and (session.created_at >= $24 or session.created_at < $25)
    ), discounted as materialized (
      select event.source, event.id, event.customer_id, event.subscription_id, event.happened_at,
          event.currency,
        event.discount_minor
      from billing_event event
      where event.workspace_id = $26 and event.mode = $27 and event.kind = 'invoicePaid'
        and event.discount_minor > 0
    ), accepted as materialized (
      select session.id, session.customer_id, session.subscription_id, session.created_at
      from (
    select session.id, session.customer_id, session.subscription_id, session.subscription_start,
        session.created_at,
      session.outcome
    from session
    where session.workspace_id = $28 and session.mode = $29
      and session.outcome in ('saved', 'abandoned',
          'canceled') and session.bounced_by is null and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id, '')) <= 2000
      and true and session.customer_id in (select customer_id from discounted) union all
    select session.id, session.customer_id, session.subscription_id, session.subscription_start,
        session.created_at,
      session.outcome
    from session
    where session.workspace_id = $30 and session.mode = $31
      and session.outcome in ('saved', 'abandoned',
          'canceled') and session.bounced_by is null and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id,
          '')) > 2000 and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id, '')) < 1000000
      and true and session.customer_id in (select customer_id from discounted)) session
      where exists (
  select from session_offer offer where offer.session_id = session.id and (
  offer.workspace_id = $32 and offer.ended = 'accepted' and offer.offer_type = $33
)
)
    ), given as (
      select distinct on (event.source, event.id) accepted.id, accepted.created_at, event.currency,
          event.discount_minor
      from discounted event
      join accepted on accepted.customer_id = event.customer_id and accepted.created_at < event.happened_at
        -- a company's own billing that knows no other id calls a subscription by its customer
        and coalesce(event.subscription_id in (accepted.subscription_id, event.customer_id), true)
      order by event.source, event.id, accepted.created_at desc, accepted.id desc
    )
    select taken.key, session.currency, sum(session.minor) as minor
    from (
      select id, created_at, currency, sum(discount_minor) as minor from given group by id, created_at,
          currency
    ) session join chosen_session on chosen_session.id = session.id
    cross join lateral (
      select distinct named.key from session_offer offer cross join lateral (values (offer.offer_type),
          (offer.guid)) as named (key)
      where offer.session_id = session.id and (
  offer.workspace_id = $34 and offer.ended = 'accepted' and offer.offer_type = $35
) and named.key is not null
    ) taken
    where true
    and true
    group by taken.key, session.currency
    order by minor desc, session.currency;
-- $1 uuid[], $2 time[], $3 time[], $4 number[], $5 uuid, $6 text, $7 text[], $8 text[], $9 uuid, $10 text, $11 text[], $12 text[], $13 uuid, $14 text, $15 text[], $16 text[], $17 uuid, $18 uuid, $19 text, $20 text[], $21 text[], $22 uuid, $23 text[], $24 time, $25 time, $26 uuid, $27 text, $28 uuid, $29 text, $30 uuid, $31 text, $32 uuid, $33 text, $34 uuid, $35 text

commit;
