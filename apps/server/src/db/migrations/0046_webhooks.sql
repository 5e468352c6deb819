-- Webhooks: what servers of a company are told of. See docs/decisions/0058-webhooks.md.

-- Apart from the sessions, as the mail: what sends asks for the due ones of all workspaces at once.
create table webhook_endpoint (
  workspace_id uuid not null,
  id uuid not null,
  url text not null,
  description text not null,
  modes text[] not null,
  events text[] not null,
  -- what it carries out, where action.requested is among its events
  actions text[] not null,
  state text not null constraint webhook_endpoint_state check (state in ('on', 'off', 'failed')),
  -- sealed
  secret bytea not null,
  -- the one before, which signs along until then
  old_secret bytea,
  old_secret_until timestamptz(3),
  -- it is told of the changes of sessions after this one
  after_change bigint not null,
  -- since when no delivery arrived
  failing_since timestamptz(3),
  last_failed_at timestamptz(3),
  last_delivered_at timestamptz(3),
  -- when people were told that it fails
  warned_at timestamptz(3),
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  constraint webhook_endpoint_old_secret check ((old_secret is null) = (old_secret_until is null))
);

-- How far the change log of a workspace was read for its endpoints.
create table webhook_reader (
  workspace_id uuid primary key,
  cursor bigint not null
);

create table webhook_delivery (
  workspace_id uuid not null,
  -- travels as webhook-id
  id uuid not null,
  endpoint_id uuid not null,
  event text not null,
  mode text,
  session_id uuid,
  -- the session's, as the payload says it
  sequence integer,
  -- the body; null where its session was removed
  payload text,
  state text not null constraint webhook_delivery_state check (state in ('delivered', 'failed', 'held', 'waiting')),
  -- when it is sent; while it is being sent, when it is taken up again if that server is gone
  due_at timestamptz(3),
  -- how often a server took it to send it
  claim integer not null default 0,
  -- how often it was sent
  tries integer not null default 0,
  -- a person asked for the next try: it is one, and does not count for the health of the endpoint
  is_replay boolean not null default false,
  delivered_at timestamptz(3),
  last_status integer,
  last_error text,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  constraint webhook_delivery_due check ((state = 'waiting') = (due_at is not null))
);
create index webhook_delivery_due on webhook_delivery (workspace_id, endpoint_id, due_at, id) where state = 'waiting';
create index webhook_delivery_list on webhook_delivery (workspace_id, endpoint_id, created_at desc, id desc);
-- for what is older than 30 days
create index webhook_delivery_age on webhook_delivery (workspace_id, created_at);
create unique index webhook_delivery_session on webhook_delivery (workspace_id, session_id, endpoint_id, sequence)
where session_id is not null;

create table webhook_try (
  workspace_id uuid not null,
  delivery_id uuid not null,
  n integer not null,
  at timestamptz(3) not null,
  duration_ms integer not null,
  status integer,
  -- its first 4 KB
  answer text not null,
  error text,
  is_replay boolean not null,
  primary key (workspace_id, delivery_id, n)
);
