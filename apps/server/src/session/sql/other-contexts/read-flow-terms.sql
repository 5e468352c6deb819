select "survey_choice_value", "followup_response", "feedback", "blueprint_id"
from "session"
where "workspace_id" = $1 and "id" = $2;
-- $1 uuid, $2 uuid
