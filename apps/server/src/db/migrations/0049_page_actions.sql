-- What the embedding page carries out by handlers of its own, as people of the workspace say. See docs/decisions/0063-carriers-of-offers.md.
alter table billing_connection add column page_actions text[] not null default '{}';
