-- A workspace is removed in pieces: from the moment that nobody can reach it until its last row is gone, it stands here.

create table workspace_removal (
  workspace_id uuid primary key,
  app_id text not null,
  name text not null,
  begun_at timestamptz(3) not null
);

-- The audit log goes with its workspace, and is append-only otherwise (decision 15).

drop trigger audit_entry_append_only on audit_entry;
create trigger audit_entry_append_only
before update or truncate on audit_entry
for each statement execute function refuse_audit_change();

create function refuse_audit_removal() returns trigger
language plpgsql
as $$
begin
  if exists (
    select from gone where not exists (
      select from workspace_removal where workspace_removal.workspace_id = gone.workspace_id
    )
  ) then
    raise exception 'audit_entry is append-only' using errcode = 'restrict_violation';
  end if;
  return null;
end
$$;

create trigger audit_entry_kept
after delete on audit_entry
referencing old table as gone
for each statement execute function refuse_audit_removal();
