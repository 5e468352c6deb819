-- Who was saved and who cancelled are always asked apart: by their outcome first, each is found without the other being read.
-- See docs/decisions/0070-who-is-held-from-an-index.md.

drop index session_decided;
create index session_decided on session (workspace_id, mode, outcome, created_at)
include (id, customer_id, subscription_id, subscription_start)
where outcome in ('saved', 'abandoned', 'canceled') and bounced_by is null
  and octet_length(coalesce(customer_id, '')) + octet_length(coalesce(subscription_id, '')) <= 2000;

drop index session_decided_long;
create index session_decided_long on session (workspace_id, mode, outcome, created_at)
where outcome in ('saved', 'abandoned', 'canceled') and bounced_by is null
  and octet_length(coalesce(customer_id, '')) + octet_length(coalesce(subscription_id, '')) > 2000
  and octet_length(coalesce(customer_id, '')) + octet_length(coalesce(subscription_id, '')) < 1000000;
