update "session"
set "client_key" = "client_key" || ':' || id, "sequence" = $1
where "workspace_id" = $2 and "id" = $3;
-- $1 number, $2 uuid, $3 uuid

rollback;
