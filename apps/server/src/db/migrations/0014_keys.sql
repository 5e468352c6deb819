-- Keys that people make, replace and revoke.

alter table api_key
  -- `start`: made along with the workspace
  add column creator_kind text not null default 'command' check (creator_kind in ('person', 'command', 'start')),
  -- auth."user"; null unless a person made it
  add column creator_id text,
  -- when it was last accepted, written down a minute late at most
  add column last_used_at timestamptz(3),
  -- another key took its place, and from then on it is not accepted
  add column expires_at timestamptz(3);

update api_key set creator_kind = 'start' where name = 'First keys';

alter table api_key alter column creator_kind drop default;
