select count(*)::integer as sessions,
    count(*) filter (where outcome <> 'open' and bounced_by is null)::integer as valid,
    count(*) filter (where outcome = 'canceled' and bounced_by is null)::integer as canceled,
    count(*) filter (where outcome = 'saved' and bounced_by is null)::integer as "savedByOffer",
    count(*) filter (where outcome = 'abandoned' and bounced_by is null)::integer as abandoned,
    count(*) filter (where bounced_by is not null)::integer as bounced,
    count(*) filter (where outcome = 'open')::integer as open,
    min(created_at) as first, max(created_at) as last
  from session where (session.workspace_id = $1 and session.mode = $2 and (session.customer_id = any($3::text[])));
-- $1 uuid, $2 text, $3 text[]
