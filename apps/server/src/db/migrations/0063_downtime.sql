-- When Holdfast itself was away: customers cancelled by the built-in step then, and the figures have a hole. Both tables are of
-- the installation, and of no workspace. See docs/decisions/0075-times-in-which-holdfast-was-away.md.

-- One row: when a server said last that it runs and writes to the database, and when one had said so before that.
create table heartbeat (
  is_only boolean primary key default true,
  beat_at timestamptz(3) not null,
  beat_before timestamptz(3),
  constraint heartbeat_is_only check (is_only)
);

-- Times in which no server said so, where they were longer than a restart takes.
create table downtime (
  began_at timestamptz(3) primary key,
  ended_at timestamptz(3) not null,
  constraint downtime_ends_later check (ended_at > began_at)
);
