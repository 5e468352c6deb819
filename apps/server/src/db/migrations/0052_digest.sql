-- The weekly mail: who chose it, of which view, and when the next one is made. See docs/decisions/0069-goals-alerts-and-weekly-mail.md.

-- Apart from the sessions, as the mail: what sends asks for the due ones of all workspaces at once.
create table digest (
  workspace_id uuid not null,
  id uuid not null,
  -- auth."user"
  user_id text not null,
  -- saved_view; null is the whole page
  view_id uuid,
  -- 1 is Monday
  weekday integer not null constraint digest_weekday check (weekday between 1 and 7),
  hour integer not null constraint digest_hour check (hour between 0 and 23),
  time_zone text not null,
  -- when the next one is due
  next_at timestamptz(3) not null,
  -- the Monday, in its time zone, of the week whose mail was made or left out last: there is none twice for a week
  last_week text,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id)
);

-- one a view
create unique index digest_choice on digest (workspace_id, user_id, view_id) nulls not distinct;
create index digest_due on digest (next_at);
