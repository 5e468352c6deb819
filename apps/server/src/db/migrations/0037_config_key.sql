-- A fourth kind of key: it reads and writes flows, and nothing else.
alter table api_key drop constraint api_key_kind_check;

alter table api_key add constraint api_key_kind_check
  check (kind in ('flow', 'data-live', 'data-test', 'config'));
