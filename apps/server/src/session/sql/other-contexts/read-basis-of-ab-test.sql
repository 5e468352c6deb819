select "name", "filter"
from "segment"
where "workspace_id" = $1 and "id" = $2;
-- $1 uuid, $2 text

select count(*) as customers, count(*) filter (where last.outcome <> 'canceled') as saved,
    min(last.first) as first
  from (
    select distinct on (session.customer_id) session.outcome,
      min(session.created_at) over (partition by session.customer_id) as first
    from session
    where session.workspace_id = $1 and session.mode = $2
      and session.created_at >= $3 and session.segment_id = $4
      and session.outcome <> 'open' and session.bounced_by is null
      and session.verified and session.customer_id is not null
    order by session.customer_id, session.created_at desc, session.id desc
  ) last;
-- $1 uuid, $2 text, $3 time, $4 text
