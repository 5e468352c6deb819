select
      count(*) filter (where status = 'ended' and ends_at >= $1 and ends_at < $2)::integer as ended,
      count(*) filter (where status = 'paused' and coalesce(decided_at, as_of) >= $3
        and coalesce(decided_at, as_of) < $4)::integer as paused
    from billing_subscription
    where workspace_id = $5 and mode = $6 and status in ('ended', 'paused')
      and case
    when billing_subscription.ended_by in ('unpaid', 'disputed') then false
    when billing_subscription.ends_at is not null then not exists (
    select from session
    where session.workspace_id = $7 and session.mode = $8
      and session.customer_id = billing_subscription.customer_id and session.outcome = 'canceled'
      and session.created_at <= coalesce(billing_subscription.decided_at,
          billing_subscription.ends_at) + interval '1 day'
      and session.created_at >= coalesce(billing_subscription.decided_at, billing_subscription.ends_at)
        - make_interval(days => case when billing_subscription.decided_at is null then $9::integer else $10::integer end)
  )
    when billing_subscription.status = 'paused' then not exists (
    select from session
    where session.workspace_id = $11 and session.mode = $12
      and session.customer_id = billing_subscription.customer_id and session.save_type = 'PAUSE'
      and session.created_at <= coalesce(billing_subscription.decided_at,
          billing_subscription.as_of) + interval '1 day'
      and session.created_at >= coalesce(billing_subscription.decided_at, billing_subscription.as_of)
        - make_interval(days => case when billing_subscription.decided_at is null then $13::integer else $14::integer end)
  )
    else false
  end;
-- $1 time, $2 time, $3 time, $4 time, $5 uuid, $6 text, $7 uuid, $8 text, $9 number, $10 number, $11 uuid, $12 text, $13 number, $14 number
