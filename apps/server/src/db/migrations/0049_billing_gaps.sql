-- What the embedding page carries out by handlers of its own, as people of the workspace say. See docs/decisions/0063-carriers-of-offers.md.
alter table billing_connection add column page_actions text[] not null default '{}';

-- Flows that opened without what the billing knows are counted beside what clients sent wrongly.
alter table health_count drop constraint health_count_kind;
alter table health_count add constraint health_count_kind check (kind in ('ignored', 'refused', 'without_billing'));

-- When a session was completed, for what webhooks call a change of a completed one.
create index session_change_settled on session_change (workspace_id, session_id) where kind = 'settled';

-- When an endpoint was turned off, by a person or after five days of failure; null while it is on.
alter table webhook_endpoint add column off_since timestamptz(3);
