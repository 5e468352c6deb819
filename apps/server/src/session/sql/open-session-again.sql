select /* prepared */ coalesce(json_agg(json_build_object(
    'blueprintId', newest.id, 'segmentId', flow.segment_id, 'arm', flow.arm, 'filter', segment.filter,
    'test', case when ab_test.id is not null then json_build_object('id', ab_test.id, 'state', ab_test.state,
      'enrolmentEndsAt', ab_test.enrolment_ends_at, 'trackingDays', ab_test.tracking_days) end
  ) order by segment.priority, segment.id), '[]')::text as text
  from flow
  cross join lateral (
    select blueprint.id from blueprint
    where blueprint.workspace_id = $1 and blueprint.flow_id = flow.id
    order by blueprint.version desc limit 1
  ) newest
  left join segment on segment.workspace_id = $2 and segment.id = flow.segment_id
  left join ab_test on ab_test.workspace_id = $3 and ab_test.segment_id = flow.segment_id
    and ab_test.state in ('enrolling', 'paused', 'tracking')
  where flow.workspace_id = $4 and flow.archived_at is null
    and (flow.segment_id is null or segment.enabled);
-- $1 uuid, $2 uuid, $3 uuid, $4 uuid

begin;

select /* prepared */ pg_advisory_xact_lock(key)
from unnest($1::bigint[]) as key;
-- $1 bigint[]

select /* prepared */ * from (
    select wanted.n, true as by_key,
      exists (
  select from (
    select from session s
    where s.workspace_id = $1 and s.customer_id = wanted.customer_id and s.mode = wanted.mode
      and s.verified = wanted.verified
      and s.created_at between coalesce(found.created_at,
          wanted.started_at) - interval '86400000 milliseconds' and coalesce(found.created_at,
          wanted.started_at) + interval '86400000 milliseconds'
      and s.outcome <> 'open' and s.id is distinct from found.id
    order by s.created_at limit 1
  ) nearest
)
        as has_neighbours,
      found.*
    from json_to_recordset($2) as wanted (n integer, customer_id text, mode text, verified boolean,
        client_key text, started_at timestamptz)
    left join lateral (
      select * from session
      where session.workspace_id = $3 and session.client_key = wanted.client_key
      limit 1
    ) found on true) reported
    where id is not null or has_neighbours;
-- $1 uuid, $2 json, $3 uuid

commit;

select "blueprint_id", "detail", "recording_state"
from "session"
where "workspace_id" = $1 and "id" = $2;
-- $1 uuid, $2 uuid

select "blueprint"."id", "blueprint"."flow_id", "blueprint"."name", "flow"."segment_id",
    "blueprint"."version", "blueprint"."published_at", "blueprint"."content"
from "blueprint" inner join "flow" on "flow"."workspace_id" = $1 and "flow"."id" = "blueprint"."flow_id"
where "blueprint"."workspace_id" = $2 and "blueprint"."id" = $3;
-- $1 uuid, $2 uuid, $3 text
