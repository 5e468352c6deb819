-- What people and programs of a workspace note beside its figures, at the time that it is about.

create table note (
  workspace_id uuid not null,
  id uuid not null,
  -- of a whole day, its first instant in the time zone that the workspace had
  at timestamptz(3) not null,
  is_day boolean not null,
  text text not null,
  -- auth."user", or what the key was called that wrote it
  author_id text,
  key_name text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  constraint note_author check ((author_id is null) <> (key_name is null))
);
create index note_at on note (workspace_id, at);

-- What discounts took off an invoice that was paid; null where nobody said.
alter table billing_event add column discount_minor double precision;
