with wanted as materialized (
      select recording.session_id from recording
      where recording.workspace_id = $1 and recording.deleted_at is null and recording.session_id in (
  select session.id from session where (session.workspace_id = $2 and session.mode = $3 and not coalesce(session.outcome = any($4::text[]),
      false) and (coalesce(session.offer_type = any($5::text[]), false) or session.offer_type is null)))
      order by recording.session_id for update
    )
    update recording set wrapped_key = null, deleted_at = $6
    from wanted where recording.workspace_id = $7 and recording.session_id = wanted.session_id;
-- $1 uuid, $2 uuid, $3 text, $4 text[], $5 text[], $6 time, $7 uuid

select graphile_worker.add_job($1, job_key => $2);
-- $1 text, $2 text

select "workspace_id", "session_id", "started_at", "file", "sweep_at"
from "recording"
where "workspace_id" = $1 and "deleted_at" is not null and "removed_at" is null
order by "deleted_at"
limit $2;
-- $1 uuid, $2 number

select "id", "mode", "customer_id" as "customerId", "verified", "client_key"
from "session"
where "workspace_id" = $1 and "id" in ($2);
-- $1 uuid, $2 uuid

begin; select pg_advisory_xact_lock(key)
from unnest('{…}'::bigint[]) as key;

delete from recording_chunk
  where workspace_id = $1 and session_id = any($2::uuid[]);
-- $1 uuid, $2 uuid[]

update recording set removed_at = $1, packed = '{}', sweep_at = coalesce(sweep_at, now())
  where workspace_id = $2 and session_id = any($3::uuid[]);
-- $1 time, $2 uuid, $3 uuid[]

update session
  set recording_state = news.state,
      detail = (session.detail - '{recording,recordingStartTime,recordingEndTime}'::text[]) || news.facts,
      sequence = session.sequence + 1,
    updated_at = $1
  from (
    select id, state, coalesce(nullif(facts, 'null'), '{}') as facts
    from json_to_recordset($2) as news (id uuid, state text, facts jsonb)
  ) news
  where session.workspace_id = $3 and session.id = news.id
    and (session.recording_state is distinct from news.state
      or session.detail <> (session.detail - '{recording,recordingStartTime,recordingEndTime}'::text[]) || news.facts)
  returning session.id, session.mode, session.created_at, session.outcome, session.save_type,
      session.bounced_by,
    session.revision, session.sequence;
-- $1 time, $2 json, $3 uuid

with /* prepared */ turn as materialized (select pg_advisory_xact_lock($1::bigint))
  insert into session_change (workspace_id, session_id, mode, kind, sequence, at)
  select $2::uuid, change.id, change.mode, change.kind, change.sequence, $3::timestamptz
  from turn cross join unnest($4::uuid[], $5::text[], $6::text[], $7::integer[])
    as change (id, mode, kind, sequence);
-- $1 bigint, $2 uuid, $3 time, $4 uuid[], $5 text[], $6 text[], $7 number[]

commit;

update "recording"
set "sweep_at" = $1
where "workspace_id" = $2 and "session_id" in ($3);
-- $1 null, $2 uuid, $3 uuid
