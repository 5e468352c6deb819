-- Alerts: which figure is watched, and how it stands. See docs/decisions/0069-goals-alerts-and-weekly-mail.md.

-- Apart from the sessions, as the mail: what reads asks for the due ones of all workspaces at once.
create table alert (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  -- which figure, and when it is told (`AlertWatch`)
  watch jsonb not null,
  window_days integer not null,
  -- fewer sessions say nothing
  least_sample integer not null,
  -- a shared saved_view; null is all live sessions
  view_id uuid,
  -- auth."user", who are mailed
  mailed text[] not null,
  is_muted boolean not null,
  -- since when it holds; null while it does not
  firing_since timestamptz(3),
  -- since when it does not hold any more, while it is still said to
  calm_since timestamptz(3),
  -- people were told that it began
  is_told boolean not null,
  -- what was read last, in a sentence
  reading text,
  read_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  constraint alert_calm check (calm_since is null or firing_since is not null)
);
create index alert_read on alert (read_at nulls first);
