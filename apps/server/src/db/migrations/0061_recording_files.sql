-- Files of recordings that nobody reads. See docs/decisions/0073-recordings.md.

-- When the storage is to be compared with this row. Null where it has the file of this row, and no other of this recording.
-- Of a deleted recording `removed_at` says from now on when its chunks were gone and its session was told of it.
alter table recording add column sweep_at timestamptz(3);
-- what killed servers have left so far
update recording set sweep_at = now() where files > 1 or (files > 0 and (deleted_at is not null or finished_at is null));
create index recording_unswept on recording (workspace_id, sweep_at) where sweep_at is not null;
