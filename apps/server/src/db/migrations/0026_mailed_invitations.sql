-- An invitation has two links: one for whoever invites to hand over, and one that is in the mail alone. Only who comes by
-- the mailed one has shown that the address is theirs. See docs/decisions/0031-verified-addresses.md.

alter table invitation
  -- SHA-256 of its secret; null for invitations of older versions, whose one link was shown and mailed
  add column mailed_token_hash bytea;
create unique index invitation_mailed_token on invitation (workspace_id, mailed_token_hash);
