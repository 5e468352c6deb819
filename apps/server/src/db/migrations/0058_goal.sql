-- Goals: what a figure of the page is to reach. See docs/decisions/0069-goals-alerts-and-weekly-mail.md.

create table goal (
  workspace_id uuid not null,
  id uuid not null,
  -- `GoalFigure`
  figure text not null,
  -- of kept and lost, in lower case; null of all others
  currency text,
  -- percent of a rate; of all others what 30 days are to bring: sessions, or whole units of the currency
  level double precision not null,
  -- a day of the workspace's calendar
  since date not null,
  -- a shared saved_view; null is all live sessions
  view_id uuid,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  constraint goal_of unique nulls not distinct (workspace_id, view_id, figure, currency)
);
