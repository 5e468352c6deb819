-- What clients sent that could not be read: of each session, and counted for the page Health. See
-- docs/decisions/0028-health.md.

-- of nearly all sessions there is nothing to say; a list of { path, why } otherwise
alter table session add column ignored jsonb;

-- Reports that were refused and fields that were left out, a row for each kind of them a day. No value that a client sent
-- stands here, only its shape.
create table health_count (
  workspace_id uuid not null,
  -- in the workspace's time zone
  day date not null,
  kind text not null,
  -- the method and the pattern of the address
  route text not null,
  -- empty where it says neither
  client text not null,
  version text not null,
  -- empty where the whole report was refused
  field text not null,
  -- of a field the sentence, of a refusal its code
  why text not null,
  -- of the newest
  example text,
  times bigint not null,
  last_at timestamptz(3) not null,
  constraint health_count_kind check (kind in ('ignored', 'refused')),
  primary key (workspace_id, day, kind, route, client, version, field, why)
);
