-- Invitations into a workspace. That it has one owner at most is held since 0001, by the index member_owner.

create table invitation (
  workspace_id uuid not null,
  id uuid not null,
  -- whom it is bound to, in lower case
  email text not null check (email = lower(email)),
  -- nobody is invited as owner: ownership is handed over
  role text not null check (role in ('admin', 'developer', 'member', 'viewer')),
  -- SHA-256 of the link's secret, which is kept nowhere
  token_hash bytea not null,
  -- auth."user"
  invited_by text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  accepted_at timestamptz(3),
  -- taken back, or replaced by a newer one for the same address
  revoked_at timestamptz(3),
  primary key (workspace_id, id),
  check (accepted_at is null or revoked_at is null)
);

create unique index invitation_token on invitation (workspace_id, token_hash);
-- an address has one open invitation at most
create unique index invitation_open on invitation (workspace_id, email)
  where accepted_at is null and revoked_at is null;
