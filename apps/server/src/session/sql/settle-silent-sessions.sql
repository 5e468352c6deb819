select "id", "mode", "customer_id", "client_key", "verified", "last_report_at"
from "session"
where "workspace_id" = $1 and "outcome" = $2 and "last_report_at" > $3 and "last_report_at" <= $4
order by "last_report_at"
limit $5;
-- $1 uuid, $2 text, $3 time, $4 time, $5 number

begin; select pg_advisory_xact_lock(key)
from unnest('{…}'::bigint[]) as key;

select *
from "session"
where "workspace_id" = $1 and "id" = $2 and "outcome" = $3 and "last_report_at" <= $4;
-- $1 uuid, $2 uuid, $3 text, $4 time

update "session"
set "updated_at" = $1, "outcome" = $2, "save_type" = $3, "settled_at" = $4, "revision" = $5,
    "accepted_revision" = $6, "decision_revision" = $7, "is_silent" = $8, "last_report_at" = $9,
    "subscription_start" = $10, "age_months" = $11, "decision_state" = $12, "customer_id" = $13,
    "customer_email" = $14, "subscription_id" = $15, "plan_id" = $16, "plan_price" = $17, "currency" = $18,
    "billing_interval" = $19, "billing_interval_count" = $20, "on_trial" = $21, "segment_id" = $22,
    "blueprint_id" = $23, "abtest" = $24, "abtest_arm" = $25, "offer_type" = $26, "coupon_id" = $27,
    "pause_duration" = $28, "survey_choice_id" = $29, "survey_choice_value" = $30, "followup_question" = $31,
    "followup_response" = $32, "feedback" = $33, "used_click_to_cancel" = $34, "custom_action_handler" = $35,
    "search_text" = $36, "detail" = $37, "sequence" = $38
where "workspace_id" = $39 and "id" = $40;
-- $1 time, $2 text, $3 text, $4 time, $5 number, $6 null, $7 null, $8 boolean, $9 time, $10 null, $11 null, $12 null, $13 text, $14 null, $15 null, $16 null, $17 null, $18 null, $19 null, $20 null, $21 null, $22 null, $23 null, $24 null, $25 null, $26 null, $27 null, $28 null, $29 null, $30 null, $31 null, $32 null, $33 null, $34 null, $35 null, $36 text, $37 json, $38 number, $39 uuid, $40 uuid

with recursive
  later as (
    select $1::timestamptz as at
    union all
    select hop.created_at from later cross join lateral (
      select s.created_at from session s
      where s.workspace_id = $2 and s.customer_id = $3
    and s.mode = $4 and s.verified = $5 and s.outcome <> 'open' and s.created_at > later.at and s.created_at <= later.at + interval '86400000 milliseconds'
      order by s.created_at desc limit 1
    ) hop
  ),
  earlier as (
    select $6::timestamptz as at
    union all
    select hop.created_at from earlier cross join lateral (
      select s.created_at from session s
      where s.workspace_id = $7 and s.customer_id = $8
    and s.mode = $9 and s.verified = $10 and s.outcome <> 'open' and s.created_at < earlier.at and s.created_at >= earlier.at - interval '86400000 milliseconds'
      order by s.created_at limit 1
    ) hop
  )
    select s.id, s.created_at, s.outcome, s.save_type, s.subscription_id, s.bounced_by, s.revision, s.sequence
    from session s
    where s.workspace_id = $11 and s.customer_id = $12
    and s.mode = $13 and s.verified = $14 and s.outcome <> 'open'
      and s.created_at between (select min(at) from earlier) and (select max(at) from later);
-- $1 time, $2 uuid, $3 text, $4 text, $5 boolean, $6 time, $7 uuid, $8 text, $9 text, $10 boolean, $11 uuid, $12 text, $13 text, $14 boolean

update session set bounced_by = moved.winner, sequence = moved.sequence
  from unnest($1::uuid[], $2::uuid[],
    $3::integer[]) as moved (id, winner, sequence)
  where session.workspace_id = $4 and session.id = moved.id;
-- $1 uuid[], $2 uuid[], $3 number[], $4 uuid

with /* prepared */ turn as materialized (select pg_advisory_xact_lock($1::bigint))
  insert into session_change (workspace_id, session_id, mode, kind, sequence, at)
  select $2::uuid, change.id, change.mode, change.kind, change.sequence, $3::timestamptz
  from turn cross join unnest($4::uuid[], $5::text[], $6::text[], $7::integer[])
    as change (id, mode, kind, sequence);
-- $1 bigint, $2 uuid, $3 time, $4 uuid[], $5 text[], $6 text[], $7 number[]

commit;
