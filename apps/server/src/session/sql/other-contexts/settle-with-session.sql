select "id", "customer_id", "client_key", "verified"
from "session"
where "workspace_id" = $1 and "id" = $2;
-- $1 uuid, $2 uuid

begin; select pg_advisory_xact_lock(key)
from unnest('{…}'::bigint[]) as key;

select "id", "mode", "created_at", "outcome", "save_type", "bounced_by", "revision", "sequence"
from "session"
where "workspace_id" = $1 and "id" = $2 and "decision_state" = $3 and "outcome" = $4;
-- $1 uuid, $2 uuid, $3 text, $4 text

update "session"
set "decision_state" = $1, "sequence" = $2, "updated_at" = $3
where "workspace_id" = $4 and "id" = $5;
-- $1 null, $2 number, $3 time, $4 uuid, $5 uuid

with /* prepared */ turn as materialized (select pg_advisory_xact_lock($1::bigint))
  insert into session_change (workspace_id, session_id, mode, kind, sequence, at)
  select $2::uuid, change.id, change.mode, change.kind, change.sequence, $3::timestamptz
  from turn cross join unnest($4::uuid[], $5::text[], $6::text[], $7::integer[])
    as change (id, mode, kind, sequence);
-- $1 bigint, $2 uuid, $3 time, $4 uuid[], $5 text[], $6 text[], $7 number[]

commit;
