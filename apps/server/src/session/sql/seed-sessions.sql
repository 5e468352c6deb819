begin;

copy session (workspace_id, id, mode, created_at, updated_at, outcome, save_type, settled_at, bounced_by,
    source, verified, client_key, revision, accepted_revision, is_silent, last_report_at, customer_id,
    customer_email, subscription_id, subscription_start, age_months, plan_id, plan_price, currency,
    billing_interval, billing_interval_count, on_trial, segment_id, blueprint_id, abtest, offer_type,
    coupon_id, pause_duration, survey_choice_id, survey_choice_value, followup_question, followup_response,
    feedback, used_click_to_cancel, custom_action_handler, search_text, detail)
from stdin;

insert into facet_stale (workspace_id, mode, from_at, to_at)
values ($1, $2, $3, $4);
-- $1 uuid, $2 text, $3 time, $4 time

commit;

analyze session;
