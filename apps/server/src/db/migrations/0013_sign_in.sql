-- Second factors, password resets, and what keeps guessing slow.
--
-- All of it is of people and of their addresses, not of a workspace, and so lies in schema auth beside them; whether a
-- workspace requires a second factor is the workspace's own.

alter table workspace add column requires_two_factor boolean not null default false;

-- in the shape that better-auth's plugin for second factors expects
alter table auth."user" add column "twoFactorEnabled" boolean not null default false;

create table auth."twoFactor" (
  "id" text not null primary key,
  -- encrypted, as are the recovery codes
  "secret" text not null,
  "backupCodes" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  -- false until the first code was right
  "verified" boolean not null default true,
  "failedVerificationCount" integer default 0,
  "lockedUntil" timestamptz
);

-- one second factor a person, whoever asks twice at once
create unique index "twoFactor_userId_idx" on auth."twoFactor" ("userId");

-- of ours: written at most every few minutes, where better-auth's own column moves once a day
alter table auth."login" add column "lastUsedAt" timestamptz not null default current_timestamp;
update auth."login" set "lastUsedAt" = "updatedAt";

-- How often something was tried, from the first time on until the window of its limit is over.
create table auth.attempt (
  -- which limit
  scope text not null,
  -- whose: an HMAC, since people type passwords where an email belongs
  key bytea not null,
  count integer not null,
  since timestamptz(3) not null,
  primary key (scope, key)
);

create index attempt_since on auth.attempt (since);

-- Where somebody has signed in from: a stranger's guesses do not slow them down there.
create table auth.familiar (
  user_id text not null,
  kind text not null check (kind in ('device', 'address')),
  -- an HMAC of the browser's own random cookie, or of the address
  key bytea not null,
  last_used_at timestamptz(3) not null,
  primary key (user_id, kind, key)
);

create index familiar_last_used_at on auth.familiar (last_used_at);

-- Links that set a new password. Kept for a while when used or over: they count towards the limit of mails.
create table auth.password_reset (
  -- SHA-256 of the token in the link
  token_hash bytea primary key,
  user_id text not null,
  -- asked for on the sign-in page and sent by mail, or made on the command line
  origin text not null check (origin in ('mail', 'command')),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  -- used, or overtaken by a new password
  ended_at timestamptz(3)
);

create index password_reset_of_user on auth.password_reset (user_id, created_at);
create index password_reset_expires_at on auth.password_reset (expires_at);
