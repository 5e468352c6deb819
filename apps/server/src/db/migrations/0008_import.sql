-- Sessions that came from elsewhere keep the id that they had there.

-- `_id` of the record where it is no UUID, given back as it came; `id` is derived from it
alter table session add column foreign_id text;

create unique index session_foreign_id on session (workspace_id, foreign_id) where foreign_id is not null;
