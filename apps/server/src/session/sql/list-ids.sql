select session.id from session where (session.workspace_id = $1 and session.mode = $2)
  order by session.created_at desc, session.id desc offset 0 limit 10;
-- $1 uuid, $2 text
