select count(*) as count from recording
    where recording.workspace_id = $1 and recording.deleted_at is null
      and recording.session_id in (
  select session.id from session where (session.workspace_id = $2 and session.mode = $3 and not coalesce(session.outcome = any($4::text[]),
      false) and (coalesce(session.offer_type = any($5::text[]), false) or session.offer_type is null)));
-- $1 uuid, $2 uuid, $3 text, $4 text[], $5 text[]
