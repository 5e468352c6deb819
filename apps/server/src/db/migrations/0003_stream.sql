-- What the Activity Stream filters and searches by.

create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- full months from the start of the subscription to the session, in UTC
alter table session add column age_months integer;
-- email, customer id, survey choice, follow-up and feedback in lower case, a line each
alter table session add column search_text text not null default '';

update session set
  age_months = case when subscription_start is null then null else greatest(0,
    12 * extract(year from age(created_at at time zone 'UTC', subscription_start at time zone 'UTC'))
    + extract(month from age(created_at at time zone 'UTC', subscription_start at time zone 'UTC')))::integer end,
  search_text = lower(concat_ws(e'\n', nullif(customer_email, ''), nullif(customer_id, ''),
    nullif(survey_choice_value, ''), nullif(followup_question, ''), nullif(followup_response, ''),
    nullif(feedback, '')));

alter table session alter column search_text drop default;

-- Any part of the searchable text, from three letters or digits on, within spans of 28 days: a search reads the newest
-- spans first and stops when its page is full, so that a phrase of last year's flow costs no more than one of today's.
-- What it costs a write: docs/decisions/0012-reports-in-batches.md.
create index session_search on session using gin (
  workspace_id, (((created_at at time zone 'UTC')::date - date '2000-01-03') / 28), search_text gin_trgm_ops
);

-- Facet blocks: counts and facets over closed history, kept as bitmaps. A block covers a span of time of one
-- workspace and mode; bit i of every bitmap is the i-th session of the span by (created_at, id). Blocks are a cache
-- made from the sessions: a reader uses one only while no change is noted in `facet_stale` for its span, and reads
-- the sessions themselves everywhere else. See docs/decisions/0009-facet-blocks.md.
create table facet_block (
  workspace_id uuid not null,
  mode text not null,
  -- the span: from included, to not
  from_at timestamptz(3) not null,
  to_at timestamptz(3) not null,
  id uuid not null,
  size integer not null,
  -- the dimensions with few enough values to be kept
  dimensions text[] not null,
  ids uuid[] not null,
  times timestamptz(3)[] not null,
  primary key (workspace_id, mode, from_at)
);
-- read whole or not at all: out of line, not compressed
alter table facet_block alter column ids set storage external, alter column times set storage external;

create table facet_bits (
  workspace_id uuid not null,
  block_id uuid not null,
  dimension text not null,
  -- null is "none"
  value text,
  bits bit varying not null
);
-- values may be longer than an index takes
create index facet_bits_value on facet_bits (workspace_id, block_id, dimension, left(value, 200));

-- The same by session: byte i of `codes` says which of `values` the i-th session has. Bitmaps find and count within one
-- dimension; codes count combinations of several. `counts` says how many sessions of the block have each value.
create table facet_codes (
  workspace_id uuid not null,
  block_id uuid not null,
  dimension text not null,
  values text[] not null,
  counts integer[] not null,
  codes bytea not null,
  primary key (workspace_id, block_id, dimension)
);
alter table facet_codes alter column codes set storage external;

-- One- and two-character pieces of the searchable texts of a block: where a short search may find something.
create table facet_piece (
  workspace_id uuid not null,
  block_id uuid not null,
  piece text not null,
  primary key (workspace_id, piece, block_id)
);
create index facet_piece_block on facet_piece (workspace_id, block_id);

-- Spans (both ends included) in which sessions changed since a block over them may have been made.
create table facet_stale (
  workspace_id uuid not null,
  mode text not null,
  from_at timestamptz(3) not null,
  to_at timestamptz(3) not null
);
create index facet_stale_span on facet_stale (workspace_id, mode, from_at);
