-- Workspaces, keys, flows and sessions.
--
-- Every key and every index but the directory's begins with the workspace, so that the same schema runs on one
-- PostgreSQL or on a cluster distributed by workspace. `workspace` itself is the directory that says which
-- workspace an App ID means; a cluster keeps it on every node. No foreign keys, no triggers: see
-- docs/decisions/0002-schema.md.

create table workspace (
  id uuid primary key,
  app_id text not null unique,
  name text not null,
  -- IANA name; days, weeks and months of the Data API are counted in it
  time_zone text not null default 'UTC',
  -- sessions from clients that prove nothing (the contract's analytics mode)
  accepts_unverified boolean not null default false,
  -- only Holdfast's own flow token opens a session; a bare customer hash no longer does
  requires_flow_token boolean not null default false,
  flow_token_max_age_seconds integer not null default 86400,
  created_at timestamptz(3) not null
);

-- Several sets of keys are valid at once, so that they can be rotated.
create table api_key (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('flow', 'data-live', 'data-test')),
  name text not null,
  -- the first characters, to tell keys apart on a screen
  hint text not null,
  -- data keys: SHA-256 of the key. The key itself is shown once and kept nowhere
  hash bytea,
  -- flow keys check HMACs and so must be read again: AES-256-GCM under the installation's secret
  sealed bytea,
  created_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  primary key (workspace_id, id),
  check ((kind = 'flow') = (sealed is not null) and (kind = 'flow') = (hash is null))
);

create unique index api_key_hash on api_key (workspace_id, hash) where hash is not null;

create table segment (
  workspace_id uuid not null,
  id text not null,
  name text not null,
  enabled boolean not null,
  -- the first that matches decides the flow, from 0 up
  priority integer not null,
  -- rules {attribute, operand, value[], type}, all of which must hold
  filter jsonb not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id)
);

-- Published versions, locked: rows are added, never changed.
create table blueprint (
  workspace_id uuid not null,
  id text not null,
  -- null is the Primary Flow
  segment_id text,
  name text not null,
  version integer not null,
  content jsonb not null,
  published_at timestamptz(3) not null,
  primary key (workspace_id, id)
);

create unique index blueprint_version on blueprint (workspace_id, coalesce(segment_id, ''), version);

create table session (
  workspace_id uuid not null,
  -- UUIDv7: rows that arrive in order of time stay in order of time
  id uuid not null,
  mode text not null check (mode in ('live', 'test', 'sandbox')),
  -- milliseconds, as on the wire: the bounce rule and the cursors compare to the millisecond
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,

  -- how it ended
  outcome text not null check (outcome in ('open', 'abandoned', 'saved', 'canceled')),
  save_type text,
  settled_at timestamptz(3),
  -- the winner that set this session aside
  bounced_by uuid,

  -- how it came in
  source text not null check (source in ('widget', 'sdk', 'import', 'demo')),
  verified boolean not null,
  -- what makes a repeated report the same session; unique within the workspace
  client_key text,
  -- opened by an SDK's config call, and no post has come for it yet
  awaits_post boolean not null default false,
  revision integer not null,
  accepted_revision integer,
  -- silent for 30 minutes: abandoned unless a newer report comes
  is_silent boolean not null default false,
  last_report_at timestamptz(3) not null,

  -- whose it is
  customer_id text,
  customer_email text,
  subscription_id text,
  subscription_start timestamptz(3),
  plan_id text,
  -- minor units
  plan_price double precision,
  currency text,
  billing_interval text,
  billing_interval_count integer,
  on_trial boolean,

  -- what they ran and said
  segment_id text,
  blueprint_id text,
  abtest text,
  offer_type text,
  coupon_id text,
  pause_duration double precision,
  survey_choice_id text,
  survey_choice_value text,
  followup_question text,
  followup_response text,
  feedback text,
  used_click_to_cancel boolean,
  custom_action_handler text,

  -- every other field of the record, unknown ones included, as it came
  detail jsonb not null,

  primary key (workspace_id, id),
  check ((outcome = 'open') = (settled_at is null)),
  check (bounced_by is null or outcome <> 'open')
);

-- the stream and the Data API: newest first
create index session_newest on session (workspace_id, mode, created_at desc, id desc);
-- the bounce rule, and one customer's sessions
create index session_customer on session (workspace_id, customer_id, mode, created_at);
create index session_email on session (workspace_id, customer_email, created_at);
create unique index session_client_key on session (workspace_id, client_key) where client_key is not null;
-- the post of an SDK looks for the session that waits for it
create index session_awaiting_post on session (workspace_id, customer_id, mode, created_at) where awaits_post;
-- the job that settles silent sessions
create index session_open on session (workspace_id, last_report_at) where outcome = 'open';

-- What a customer asked of the merchant's billing through the flow, kept as it was asked.
create table action_request (
  workspace_id uuid not null,
  id uuid not null,
  -- the session it belongs to, where one is known
  session_id uuid,
  -- what makes a repeated request the same one; unique within the workspace
  client_key text,
  mode text not null,
  customer_id text not null,
  action text not null,
  body jsonb not null,
  requested_at timestamptz(3) not null,
  -- null until the billing side has done it; asked for again, it is then tried again
  carried_out_at timestamptz(3),
  primary key (workspace_id, id)
);

create unique index action_request_client_key on action_request (workspace_id, client_key) where client_key is not null;
create index action_request_session on action_request (workspace_id, session_id);

-- Who may see a workspace, and as what. People themselves live in schema auth.
create table member (
  workspace_id uuid not null,
  user_id text not null,
  role text not null check (role in ('owner', 'admin', 'developer', 'member', 'viewer')),
  created_at timestamptz(3) not null,
  primary key (workspace_id, user_id)
);

create unique index member_owner on member (workspace_id) where role = 'owner';
