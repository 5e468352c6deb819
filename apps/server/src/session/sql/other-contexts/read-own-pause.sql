(
    select action as kind, coalesce(scheduled_for, requested_at) as at,
      (body ->> 'duration')::float8 as duration, body ->> 'interval' as unit,
      null::text as status, null::timestamptz as resumes_at
    from action_request
    where workspace_id = $1 and mode = $2 and customer_id = $3
      and action in ('pause', 'resume', 'cancel') and state in ('applied', 'scheduled')
      and coalesce(scheduled_for, requested_at) <= $4 and coalesce(subscription_id, $5) = $6
    order by coalesce(scheduled_for, requested_at) desc limit 1
  )
  union all
  (
    select case outcome when 'canceled' then 'cancel' else 'pause' end, coalesce(settled_at, created_at),
      pause_duration::float8, detail #>> '{acceptedOffer,pauseInterval}', null, null
    from session
    where workspace_id = $7 and mode = $8 and customer_id = $9 and verified
      and (outcome = 'canceled' or (outcome = 'saved' and save_type = 'PAUSE')) and decision_state is null
      and coalesce(subscription_id, $10) = $11
      and not exists (
        select from action_request
        where action_request.workspace_id = $12 and action_request.session_id = session.id
          and action_request.action in ('pause', 'cancel')
      )
    order by created_at desc limit 1
  )
  union all
  (
    select 'state', as_of, null, null, status, resumes_at
    from billing_subscription
    where workspace_id = $13 and mode = $14 and customer_id = $15
      and status is not null and coalesce(subscription_id, $16) = $17
    order by as_of desc limit 1
  )
  order by at desc;
-- $1 uuid, $2 text, $3 text, $4 time, $5 text, $6 text, $7 uuid, $8 text, $9 text, $10 text, $11 text, $12 uuid, $13 uuid, $14 text, $15 text, $16 text, $17 text
