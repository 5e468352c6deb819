-- How often programs called the Data API: a row a day and route.

create table api_usage (
  workspace_id uuid not null,
  -- in the workspace's time zone at the time of the calls
  day date not null,
  route text not null,
  calls bigint not null,
  primary key (workspace_id, day, route)
);
