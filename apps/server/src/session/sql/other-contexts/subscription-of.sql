select "id"
from "session"
where "workspace_id" = $1 and "customer_id" = $2 and "mode" = $3 and "source" = $4 and "subscription_id" = $5
limit $6;
-- $1 uuid, $2 text, $3 text, $4 text, $5 text, $6 number
