-- The audit log is read back through these, and nothing in it is ever changed (decision 15).

-- who did what; and who there is to choose from
create index audit_entry_actor on audit_entry (workspace_id, actor_id, id);
create index audit_entry_action on audit_entry (workspace_id, action, id);

create function refuse_audit_change() returns trigger
language plpgsql
as $$
begin
  raise exception 'audit_entry is append-only' using errcode = 'restrict_violation';
end
$$;

-- once a statement, so that writing costs nothing
create trigger audit_entry_append_only
before update or delete or truncate on audit_entry
for each statement execute function refuse_audit_change();
