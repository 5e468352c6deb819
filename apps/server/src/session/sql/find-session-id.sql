select "id"
from "session"
where "workspace_id" = $1 and "client_key" = $2 and "customer_id" = $3;
-- $1 uuid, $2 text, $3 text
