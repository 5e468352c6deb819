-- An export's filter as the audit log may keep it: without emails and search texts, which `filter_words` has.
alter table export add column audit_words text;
update export set audit_words =
  case when filter ?| array['search', 'ids', 'notIds'] then 'a choice from before this was written down' else filter_words end;
alter table export alter column audit_words set not null;
