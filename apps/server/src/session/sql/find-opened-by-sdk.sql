select found.id, found.created_at
    from (
      select $1::uuid as workspace_id, $2::text as customer_id,
        $3::text as mode, $4::text as blueprint_id, $5::timestamptz as posted_at
    ) wanted
    cross join lateral (
  select * from session
  where session.workspace_id = wanted.workspace_id and session.customer_id = wanted.customer_id
    and session.mode = wanted.mode and session.created_at > wanted.posted_at - interval '24 hours'
    and session.awaits_post and (wanted.blueprint_id is null or session.blueprint_id = wanted.blueprint_id)
  offset 0
) found;
-- $1 uuid, $2 text, $3 text, $4 null, $5 time
