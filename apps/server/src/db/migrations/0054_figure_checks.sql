-- The nightly look at whether what is kept for figures is what the sessions say, a row a workspace: the page Health shows it.
-- See docs/decisions/0071-figures-checked-each-night.md.
create table figure_check (
  workspace_id uuid primary key,
  -- of the look that began last
  begun_at timestamptz(3) not null,
  -- of the last one that came to its end; null before there was one
  checked_at timestamptz(3),
  blocks integer not null default 0,
  -- how many differences it found; not all of them are kept
  differing integer not null default 0,
  -- what was found: { place, what, since, goneAt, isOutOfUse } each, also for a while after it is gone
  differences jsonb not null default '[]'
);
