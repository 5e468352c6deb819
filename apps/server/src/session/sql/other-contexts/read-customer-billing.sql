select "subscription_id", "source", "status", "ends_at", "resumes_at", "ended_by", "as_of", case
    when billing_subscription.ended_by in ('unpaid', 'disputed') then false
    when billing_subscription.ends_at is not null then not exists (
    select from session
    where session.workspace_id = $1 and session.mode = $2
      and session.customer_id = billing_subscription.customer_id and session.outcome = 'canceled'
      and session.created_at <= coalesce(billing_subscription.decided_at,
          billing_subscription.ends_at) + interval '1 day'
      and session.created_at >= coalesce(billing_subscription.decided_at, billing_subscription.ends_at)
        - make_interval(days => case when billing_subscription.decided_at is null then $3::integer else $4::integer end)
  )
    when billing_subscription.status = 'paused' then not exists (
    select from session
    where session.workspace_id = $5 and session.mode = $6
      and session.customer_id = billing_subscription.customer_id and session.save_type = 'PAUSE'
      and session.created_at <= coalesce(billing_subscription.decided_at,
          billing_subscription.as_of) + interval '1 day'
      and session.created_at >= coalesce(billing_subscription.decided_at, billing_subscription.as_of)
        - make_interval(days => case when billing_subscription.decided_at is null then $7::integer else $8::integer end)
  )
    else false
  end as "is_outside_flow" from "billing_subscription" where "workspace_id" = $9 and "mode" = $10 and "customer_id" = $11 and "status" is not null order by status = 'ended',
      ends_at desc nulls first, "subscription_id" limit $12;
-- $1 uuid, $2 text, $3 number, $4 number, $5 uuid, $6 text, $7 number, $8 number, $9 uuid, $10 text, $11 text, $12 number

select "id", "created_at"
from "session"
where "workspace_id" = $1 and "mode" = $2 and "customer_id" = $3 and "outcome" = $4 and "bounced_by" is null
order by "created_at" desc
limit $5;
-- $1 uuid, $2 text, $3 text, $4 text, $5 number

select "kind", "currency", count(*)::integer as "count", sum(amount_minor) as "amountMinor"
from "billing_event"
where "workspace_id" = $1 and "mode" = $2 and "customer_id" = $3 and "kind" in ($4,
    $5) and "happened_at" > $6 group by "kind", "currency"
order by "currency";
-- $1 uuid, $2 text, $3 text, $4 text, $5 text, $6 time
