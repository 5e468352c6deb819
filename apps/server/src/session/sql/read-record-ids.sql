select session.id, coalesce("session"."foreign_id", "session"."id"::text) as "recordId" from session
  where session.workspace_id = $1 and session.id = any($2::uuid[]);
-- $1 uuid, $2 uuid[]
