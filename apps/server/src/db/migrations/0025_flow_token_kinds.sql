-- Flow tokens of the first kind (`hf_`) can be taken for a bare hash, and are accepted for a time which each workspace
-- sets. null: they are not accepted, which is what a new workspace begins with. See docs/decisions/0030-proofs.md.

alter table workspace
  -- those that are there may have such tokens in their pages
  add column old_flow_token_until timestamptz(3) default now() + interval '90 days';
alter table workspace alter column old_flow_token_until drop default;
