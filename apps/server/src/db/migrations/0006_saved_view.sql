-- Views of the Activity Stream that people have named.

create table saved_view (
  workspace_id uuid not null,
  id uuid not null,
  -- auth."user"; only they change it
  owner_id text not null,
  name text not null,
  -- seen by everybody in the workspace, or by the owner alone
  is_shared boolean not null,
  -- the dashboard's own query string, without the workspace
  search text not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id)
);

-- one's own views, whose names differ whatever their case
create unique index saved_view_name on saved_view (workspace_id, owner_id, lower(name));
create index saved_view_shared on saved_view (workspace_id) where is_shared;
