select "recording"."session_id", "recording"."last_chunk_at"
from "recording" inner join "session" on "session"."id" = "recording"."session_id"
where "recording"."workspace_id" = $1 and "session"."workspace_id" = $2 and "recording"."finished_at" is null and "recording"."deleted_at" is null and "recording"."last_chunk_at" > $3 and "recording"."last_chunk_at" <= $4 and "session"."outcome" <> $5
order by "recording"."last_chunk_at"
limit $6;
-- $1 uuid, $2 uuid, $3 time, $4 time, $5 text, $6 number

select recording.*, chunk.n, chunk.bytes as chunk from recording
  left join recording_chunk chunk
    on chunk.workspace_id = $1 and chunk.session_id = recording.session_id
  where recording.workspace_id = $2 and recording.session_id = $3
  order by chunk.n;
-- $1 uuid, $2 uuid, $3 uuid

select "id", "mode", "customer_id" as "customerId", "verified", "client_key"
from "session"
where "workspace_id" = $1 and "id" in ($2);
-- $1 uuid, $2 uuid

begin; select pg_advisory_xact_lock(key)
from unnest('{…}'::bigint[]) as key;

delete from recording
  where workspace_id = $1 and session_id = $2 and file = 0 and wrapped_key is not null
    and not exists (select from recording_chunk where workspace_id = $3 and session_id = $4)
  returning session_id;
-- $1 uuid, $2 uuid, $3 uuid, $4 uuid

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
