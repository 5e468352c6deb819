start transaction isolation level repeatable read read only;

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
      and true
    and true and true union all
    select session.id, session.customer_id, session.subscription_id, session.subscription_start,
        session.created_at,
      session.outcome
    from session
    where session.workspace_id = $3 and session.mode = $4
      and session.outcome in ('saved',
          'abandoned') and session.bounced_by is null and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id,
          '')) > 2000 and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id, '')) < 1000000
      and true
    and true and true) session
    ), told as (
      select known.subscription_id, known.customer_id, known.status, known.ends_at,
        case known.source when 'stripe' then greatest(known.as_of, $5::timestamptz)
          else known.as_of end as known_until
      from billing_subscription known
      where known.workspace_id = $6 and known.mode = $7 and known.status is not null
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
    where session.workspace_id = $8 and session.mode = $9
      and session.outcome in ('canceled') and session.bounced_by is null and octet_length(coalesce(session.customer_id,
          '')) + octet_length(coalesce(session.subscription_id, '')) <= 2000
      and true and true union all
    select session.id, session.customer_id, session.subscription_id, session.subscription_start,
        session.created_at,
      session.outcome
    from session
    where session.workspace_id = $10 and session.mode = $11
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
        $12::timestamptz as known_until
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
-- $1 uuid, $2 text, $3 uuid, $4 text, $5 null, $6 uuid, $7 text, $8 uuid, $9 text, $10 uuid, $11 text, $12 time

commit;
