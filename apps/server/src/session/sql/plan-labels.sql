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
