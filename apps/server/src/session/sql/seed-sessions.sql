begin;

copy session (workspace_id, id, mode, created_at, source, verified, updated_at, outcome, save_type,
    settled_at, bounced_by, client_key, revision, accepted_revision, decision_revision, decision_state,
    is_silent, last_report_at, customer_id, customer_email, subscription_id, subscription_start, age_months,
    plan_id, plan_price, currency, billing_interval, billing_interval_count, on_trial, segment_id,
    blueprint_id, abtest, abtest_arm, offer_type, coupon_id, pause_duration, survey_choice_id,
    survey_choice_value, followup_question, followup_response, feedback, used_click_to_cancel,
    custom_action_handler, sequence, search_text, detail)
from stdin;

insert into "facet_stale" ("workspace_id", "mode", "from_at", "to_at")
values ($1, $2, $3, $4);
-- $1 uuid, $2 text, $3 time, $4 time

with turn as materialized (select pg_advisory_xact_lock($1::bigint))
  insert into session_change (workspace_id, session_id, mode, kind, sequence, at)
  select $2::uuid, s.id, s.mode, case when s.outcome = 'open' then 'opened' else 'settled' end,
    s.sequence, $3::timestamptz
  from turn cross join session s
  where s.workspace_id = $4 and s.xmin = pg_current_xact_id()::xid
  order by s.created_at, s.id;
-- $1 bigint, $2 uuid, $3 time, $4 uuid

commit;

analyze session;
