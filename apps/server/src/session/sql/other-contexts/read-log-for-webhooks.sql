begin;

select "cursor"
from "webhook_reader"
where "workspace_id" = $1 for update skip locked;
-- $1 uuid

select n as cursor, session_id, mode, kind, sequence, at
  from session_change
  where workspace_id = $1 and n > $2::bigint
  order by n
  limit $3;
-- $1 uuid, $2 text, $3 number

select "id", "state", "modes", "events", "after_change"
from "webhook_endpoint"
where "workspace_id" = $1 and events && array['session', 'session.updated'];
-- $1 uuid

select *
from "session"
where "workspace_id" = $1 and "id" in ($2, $3, $4) and "outcome" <> $5;
-- $1 uuid, $2 uuid, $3 uuid, $4 uuid, $5 text

select "endpoint_id", "session_id", max("sequence") as "sequence"
from "webhook_delivery"
where "workspace_id" = $1 and "session_id" in ($2, $3, $4) and "event" in ($5, $6) group by "endpoint_id",
    "session_id";
-- $1 uuid, $2 uuid, $3 uuid, $4 uuid, $5 text, $6 text

select session_id, min(n) as first, max(n) as last
  from session_change
  where workspace_id = $1 and kind = 'settled' and session_id = any($2::uuid[])
  group by session_id;
-- $1 uuid, $2 uuid[]

insert into "webhook_delivery" ("workspace_id", "id", "endpoint_id", "event", "mode", "session_id",
    "sequence", "created_at", "payload", "state", "due_at")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11), ($12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
    $22), ($23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33);
-- $1 uuid, $2 uuid, $3 uuid, $4 text, $5 text, $6 uuid, $7 number, $8 time, $9 json, $10 text, $11 time, $12 uuid, $13 uuid, $14 uuid, $15 text, $16 text, $17 uuid, $18 number, $19 time, $20 json, $21 text, $22 time, $23 uuid, $24 uuid, $25 uuid, $26 text, $27 text, $28 uuid, $29 number, $30 time, $31 json, $32 text, $33 time

update "webhook_reader"
set "cursor" = $1
where "workspace_id" = $2;
-- $1 text, $2 uuid

commit;
