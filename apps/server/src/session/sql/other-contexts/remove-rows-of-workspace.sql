begin;

select "id", "mode", "created_at", "outcome", "save_type", "bounced_by", "revision", "sequence"
from "session"
where "workspace_id" = $1
limit $2 for update;
-- $1 uuid, $2 number

delete
from "session"
where "workspace_id" = $1 and "id" in ($2);
-- $1 uuid, $2 uuid

delete /* prepared */ from session_offer
  where workspace_id = $1::uuid and session_id = any($2::uuid[]);
-- $1 uuid, $2 uuid[]

insert into facet_stale (workspace_id, mode, from_at, to_at)
  select $1::uuid, span.mode, span.from_at, span.to_at
  from unnest($2::text[], $3::timestamptz[],
    $4::timestamptz[]) as span (mode, from_at, to_at);
-- $1 uuid, $2 text[], $3 time[], $4 time[]

with /* prepared */ turn as materialized (select pg_advisory_xact_lock($1::bigint))
  insert into session_change (workspace_id, session_id, mode, kind, sequence, at)
  select $2::uuid, change.id, change.mode, change.kind, change.sequence, $3::timestamptz
  from turn cross join unnest($4::uuid[], $5::text[], $6::text[], $7::integer[])
    as change (id, mode, kind, sequence);
-- $1 bigint, $2 uuid, $3 time, $4 uuid[], $5 text[], $6 text[], $7 number[]

commit;

delete from "action_request"
  where workspace_id = $1 and ctid in (
    select ctid from "action_request" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "request_notice"
  where workspace_id = $1 and ctid in (
    select ctid from "request_notice" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "billing_event"
  where workspace_id = $1 and ctid in (
    select ctid from "billing_event" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "billing_subscription"
  where workspace_id = $1 and ctid in (
    select ctid from "billing_subscription" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "billing_reading"
  where workspace_id = $1 and ctid in (
    select ctid from "billing_reading" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "billing_connection"
  where workspace_id = $1 and ctid in (
    select ctid from "billing_connection" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "webhook_try"
  where workspace_id = $1 and ctid in (
    select ctid from "webhook_try" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "webhook_delivery"
  where workspace_id = $1 and ctid in (
    select ctid from "webhook_delivery" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "webhook_reader"
  where workspace_id = $1 and ctid in (
    select ctid from "webhook_reader" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "webhook_endpoint"
  where workspace_id = $1 and ctid in (
    select ctid from "webhook_endpoint" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "recording_chunk"
  where workspace_id = $1 and ctid in (
    select ctid from "recording_chunk" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "recording"
  where workspace_id = $1 and ctid in (
    select ctid from "recording" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "session_change"
  where workspace_id = $1 and ctid in (
    select ctid from "session_change" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "session_offer"
  where workspace_id = $1 and ctid in (
    select ctid from "session_offer" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "facet_piece"
  where workspace_id = $1 and ctid in (
    select ctid from "facet_piece" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "facet_bits"
  where workspace_id = $1 and ctid in (
    select ctid from "facet_bits" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "facet_codes"
  where workspace_id = $1 and ctid in (
    select ctid from "facet_codes" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "facet_stale"
  where workspace_id = $1 and ctid in (
    select ctid from "facet_stale" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "facet_block"
  where workspace_id = $1 and ctid in (
    select ctid from "facet_block" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "figure_check"
  where workspace_id = $1 and ctid in (
    select ctid from "figure_check" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "goal"
  where workspace_id = $1 and ctid in (
    select ctid from "goal" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "note"
  where workspace_id = $1 and ctid in (
    select ctid from "note" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "alert"
  where workspace_id = $1 and ctid in (
    select ctid from "alert" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "digest"
  where workspace_id = $1 and ctid in (
    select ctid from "digest" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "saved_view"
  where workspace_id = $1 and ctid in (
    select ctid from "saved_view" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "export"
  where workspace_id = $1 and ctid in (
    select ctid from "export" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "export_choice"
  where workspace_id = $1 and ctid in (
    select ctid from "export_choice" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "mail"
  where workspace_id = $1 and ctid in (
    select ctid from "mail" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "invitation"
  where workspace_id = $1 and ctid in (
    select ctid from "invitation" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "member"
  where workspace_id = $1 and ctid in (
    select ctid from "member" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "api_key"
  where workspace_id = $1 and ctid in (
    select ctid from "api_key" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "api_usage"
  where workspace_id = $1 and ctid in (
    select ctid from "api_usage" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "health_count"
  where workspace_id = $1 and ctid in (
    select ctid from "health_count" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "ab_test_exposure"
  where workspace_id = $1 and ctid in (
    select ctid from "ab_test_exposure" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "ab_test"
  where workspace_id = $1 and ctid in (
    select ctid from "ab_test" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "flow_editor"
  where workspace_id = $1 and ctid in (
    select ctid from "flow_editor" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "flow_draft"
  where workspace_id = $1 and ctid in (
    select ctid from "flow_draft" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "blueprint"
  where workspace_id = $1 and ctid in (
    select ctid from "blueprint" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "flow"
  where workspace_id = $1 and ctid in (
    select ctid from "flow" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "segment"
  where workspace_id = $1 and ctid in (
    select ctid from "segment" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number

delete from "audit_entry"
  where workspace_id = $1 and ctid in (
    select ctid from "audit_entry" where workspace_id = $2 limit $3
  );
-- $1 uuid, $2 uuid, $3 number
