select *
from session
where session.workspace_id = $1 and session.id = $2
limit 1;
-- $1 uuid, $2 uuid
