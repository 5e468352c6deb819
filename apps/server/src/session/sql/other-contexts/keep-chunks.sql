begin;

select /* prepared */ pg_advisory_xact_lock(key)
from unnest($1::bigint[]) as key;
-- $1 bigint[]

select /* prepared */ wanted.i, found.id as "sessionId", found.customer_id as "customerId", found.mode,
    found.blueprint_id as "blueprintId", recording.session_id is not null as "isRecorded",
    recording.wrapped_key as "wrappedKey", recording.bytes,
    coalesce(wanted.n = any(recording.packed), false) or exists (
      select from recording_chunk chunk
      where chunk.workspace_id = $1 and chunk.session_id = found.id and chunk.n = wanted.n
    ) as "isKnown"
  from json_to_recordset($2) as wanted (i integer, client_key text, n integer)
  cross join lateral (
    select session.id, session.customer_id, session.mode, session.blueprint_id from session
    where session.workspace_id = $3 and session.client_key = wanted.client_key
    limit 1
  ) found
  left join recording on recording.workspace_id = $4 and recording.session_id = found.id;
-- $1 uuid, $2 json, $3 uuid, $4 uuid

commit;
