-- What became of the texts that were to be translated when a version was published; null where none were.
alter table blueprint add column translated jsonb;
