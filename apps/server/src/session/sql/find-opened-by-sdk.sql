select found.id, found.created_at
    from (
      select $1::text as customer_id, $2::text as mode,
        $3::text as blueprint_id, $4::timestamptz as posted_at
    ) wanted
    cross join lateral (
  select * from session
  where session.workspace_id = $5 and session.customer_id = wanted.customer_id
    and session.mode = wanted.mode and session.created_at > wanted.posted_at - interval '24 hours'
    and session.awaits_post and (wanted.blueprint_id is null or session.blueprint_id = wanted.blueprint_id)
  offset 0
) found;
-- $1 text, $2 text, $3 null, $4 time, $5 uuid
