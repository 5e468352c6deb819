select session.* from session where (session.workspace_id = $1 and session.mode = $2 and session.created_at >= $3 and session.created_at <= $4)
  order by session.created_at desc, session.id desc offset 20 limit 10;
-- $1 uuid, $2 text, $3 time, $4 time
