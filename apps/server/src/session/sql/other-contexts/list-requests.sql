select "action_request".*, "session"."customer_email", "session"."id" as "found_session_id"
from "action_request" left join "session" on "session"."workspace_id" = $1 and "session"."id" = "action_request"."session_id"
where "action_request"."workspace_id" = $2 and "action_request"."mode" = $3 and action_request.state in ('asked',
    'sending', 'unknown') and action_request.person_called_at is not null
order by "action_request"."requested_at" asc, "action_request"."id" asc
limit $4;
-- $1 uuid, $2 uuid, $3 text, $4 number
