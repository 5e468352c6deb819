select distinct on ("subscription_id") "subscription_id", "customer_id"
from "session"
where "session"."workspace_id" = $1 and "session"."mode" = $2 and "session"."created_at" >= $3 and "session"."outcome" in ($4,
    $5) and "session"."bounced_by" is null and "session"."verified" = $6 and "session"."subscription_id" is not null and "session"."customer_id" is not null and not exists (select "known"."subscription_id"
from "billing_subscription" as "known"
where "known"."workspace_id" = $7 and "known"."mode" = $8 and "known"."subscription_id" = "session"."subscription_id")
limit $9;
-- $1 uuid, $2 text, $3 time, $4 text, $5 text, $6 boolean, $7 uuid, $8 text, $9 number
