-- Where the page of a cancel link may lead customers back to: origins with paths, in the workspace's order.
alter table workspace add column return_addresses text[] not null default '{}';
