-- Who did what, to what, when and from where. Entries are added, never changed.

create table audit_entry (
  workspace_id uuid not null,
  -- a UUIDv7: the order of the ids is the order of the entries
  id uuid not null,
  at timestamptz(3) not null,
  actor_kind text not null check (actor_kind in ('person', 'key', 'job', 'command')),
  -- auth."user" or api_key; null for a job or a command
  actor_id text,
  -- as they were called then: a person's email, a key's name, the job's name
  actor_name text not null,
  -- where the request came from; null for a job or a command
  address text,
  action text not null,
  -- what it was done to; null where the action says it all
  target_kind text,
  target_id text,
  target_name text,
  detail jsonb not null,
  primary key (workspace_id, id)
);
