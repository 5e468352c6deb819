-- The change log: which session changed, and how, in the order in which a workspace's transactions commit.
-- See docs/decisions/0021-change-log.md.

-- rises by one with each change of the session
alter table session add column sequence integer not null default 0;

create table session_change (
  workspace_id uuid not null,
  -- Rises within a workspace: who appends holds the workspace's lock until the commit. Numbers may be missing. Drawn one
  -- at a time: a connection that keeps some for later would bring them out of order.
  n bigint not null generated always as identity (cache 1),
  session_id uuid not null,
  mode text not null,
  kind text not null,
  -- the session's, after the change
  sequence integer not null,
  at timestamptz(3) not null,
  primary key (workspace_id, n)
);
