-- Where a rule of click to cancel holds, Cancel now is in sight on every step of the flow. Two rules, each the workspace's own
-- to turn on: the one of the European Union, California and New York, and the one of all of the United States.
alter table workspace
  add column single_click_compliance boolean not null default false,
  add column maximal_us_compliance boolean not null default false;
