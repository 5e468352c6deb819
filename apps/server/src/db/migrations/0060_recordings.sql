-- Recordings: the logs of runs. See docs/decisions/0073-recordings.md.

-- Whether runs are recorded, for how many hours a recording is kept (null is for ever), and who of those whom the owner chooses
-- for may watch. A workspace that was there before records nothing until somebody turns it on.
alter table workspace add column records_runs boolean not null default false;
alter table workspace alter column records_runs set default true;
alter table workspace add column recording_keep_hours integer default 2160
  constraint workspace_recording_keep_hours check (recording_keep_hours between 1 and 87600);
-- where a flow says that it is recorded
alter table workspace add column recording_notice text not null default 'where-asked'
  constraint workspace_recording_notice check (recording_notice in ('where-asked', 'always', 'never'));
alter table workspace add column members_watch boolean not null default true;
alter table workspace add column viewers_watch boolean not null default false;

-- What became of the recording, or why there is none; null where nobody decided, as for a session of an SDK.
alter table session add column recording_state text constraint session_recording_state check (
  recording_state in (
    'running', 'available', 'partial', 'lost', 'deleted',
    'workspace', 'call', 'privacy', 'save-data', 'unsupported'
  )
);

create table recording (
  workspace_id uuid not null,
  session_id uuid not null,
  -- its own key, encrypted under the installation's secret; null once it is deleted: nobody can read its bytes then, wherever
  -- they come back from
  wrapped_key bytea,
  started_at timestamptz(3) not null,
  -- when something of it came last; when it began, before that
  last_chunk_at timestamptz(3) not null,
  -- where its last move lies, from its start
  length_ms integer not null default 0,
  -- of its chunks as they came
  bytes integer not null default 0,
  -- the number of its file in the storage, 0 before there is one, and which chunks are in it
  file integer not null default 0,
  -- numbers that were given out: two servers never write the same file
  files integer not null default 0,
  packed integer[] not null default '{}',
  -- when all that had come was put into the file, and nothing has come since
  finished_at timestamptz(3),
  deleted_at timestamptz(3),
  -- when its bytes were gone, too
  removed_at timestamptz(3),
  primary key (workspace_id, session_id),
  constraint recording_deleted check (deleted_at is null or wrapped_key is null)
);
create index recording_growing on recording (workspace_id, last_chunk_at)
where finished_at is null and deleted_at is null;
create index recording_kept on recording (workspace_id, started_at) where deleted_at is null;
create index recording_leaving on recording (workspace_id, deleted_at)
where deleted_at is not null and removed_at is null;

-- What came since the file was made, encrypted with the recording's key.
create table recording_chunk (
  workspace_id uuid not null,
  session_id uuid not null,
  n integer not null,
  bytes bytea not null,
  primary key (workspace_id, session_id, n)
);
-- encrypted bytes get no smaller
alter table recording_chunk alter column bytes set storage external;
