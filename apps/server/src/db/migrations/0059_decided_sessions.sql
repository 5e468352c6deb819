-- What became of customers after a session is asked of all sessions of two years at once. These hold all that is asked, in a
-- twentieth of the room of the sessions. See docs/decisions/0070-who-is-held-from-an-index.md.

create index session_decided on session (workspace_id, mode, created_at)
include (id, outcome, customer_id, subscription_id, subscription_start)
where outcome in ('saved', 'abandoned', 'canceled') and bounced_by is null
  and octet_length(coalesce(customer_id, '')) + octet_length(coalesce(subscription_id, '')) <= 2000;

-- an index takes no row above 2,700 bytes, and two ids may be longer: these few are looked up themselves
create index session_decided_long on session (workspace_id, mode, created_at)
where outcome in ('saved', 'abandoned', 'canceled') and bounced_by is null
  and octet_length(coalesce(customer_id, '')) + octet_length(coalesce(subscription_id, '')) > 2000
  and octet_length(coalesce(customer_id, '')) + octet_length(coalesce(subscription_id, '')) < 1000000;
