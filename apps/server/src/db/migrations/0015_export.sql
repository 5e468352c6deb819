-- Exports that are prepared in the background, and those that were. A row stays as history when its file is gone.

create table export (
  workspace_id uuid not null,
  id uuid not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled', 'expired')),
  -- how the file looks (`ExportChoice`), which sessions it has (`SessionFilter`), and that in words and as an address
  choice jsonb not null,
  filter jsonb not null,
  filter_words text not null,
  search text,
  -- auth."user", and their email as it was then
  requested_by text not null,
  requested_by_email text not null,
  requested_at timestamptz(3) not null,
  rows_expected bigint not null,
  rows_done bigint not null default 0,
  bytes_done bigint not null default 0,
  -- how often a worker took it; what a worker writes it writes only while this is its own number
  attempt integer not null default 0,
  -- of these, how many failed or were killed
  failures integer not null default 0,
  finished_at timestamptz(3),
  reason text,
  file_name text not null,
  -- of the whole file; null until it is done
  sha256 text,
  snapshot_at timestamptz(3),
  expires_at timestamptz(3),
  primary key (workspace_id, id),
  check ((state in ('done', 'expired')) = (sha256 is not null)),
  check ((state = 'failed') = (reason is not null))
);

-- one at a time
create unique index export_in_progress on export (workspace_id) where state in ('queued', 'running');
create index export_newest on export (workspace_id, requested_at desc, id desc);

-- What a person chose last.
create table export_choice (
  workspace_id uuid not null,
  user_id text not null,
  choice jsonb not null,
  primary key (workspace_id, user_id)
);
