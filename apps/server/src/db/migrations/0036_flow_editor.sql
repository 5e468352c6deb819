-- Who has the editor of a flow open, on whichever server: a row for each open page, which its server keeps fresh and takes
-- away when the page goes. One that was not kept fresh is of a server that ended.

create table flow_editor (
  workspace_id uuid not null,
  flow_id text not null,
  id uuid not null,
  -- auth."user"
  user_id text not null,
  seen_at timestamptz(3) not null,
  primary key (workspace_id, flow_id, id)
);
