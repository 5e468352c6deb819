select "id"
from "workspace"
where "id" = $1 and "bounce_rule" < $2;
-- $1 uuid, $2 number

select s.id, s.customer_id, s.mode, s.verified, s.created_at
  from session s
  join session winner on winner.workspace_id = $1 and winner.id = s.bounced_by
  where s.workspace_id = $2 and s.bounced_by is not null and s.id > $3::uuid
    and s.customer_id is not null and s.subscription_id <> winner.subscription_id
  order by s.id
  limit $4;
-- $1 uuid, $2 uuid, $3 uuid, $4 number

update "workspace"
set "bounce_rule" = $1
where "id" = $2 and "bounce_rule" < $3;
-- $1 number, $2 uuid, $3 number
