begin; select pg_advisory_xact_lock(key)
from unnest('{…}'::bigint[]) as key;

select *
from "session"
where "workspace_id" = $1 and "id" in ($2);
-- $1 uuid, $2 uuid

select *
from "session"
where "workspace_id" = $1 and "foreign_id" in ($2);
-- $1 uuid, $2 text

select stretch.n, s.id, s.created_at, s.outcome, s.save_type, s.subscription_id, s.bounced_by, s.revision,
    s.sequence
    from json_to_recordset($1::json) as stretch(
      n integer, mode text, "customerId" text, verified boolean, first timestamptz, last timestamptz)
    cross join lateral (
      with recursive
  later as (
    select stretch.last as at
    union all
    select hop.created_at from later cross join lateral (
      select s.created_at from session s
      where s.workspace_id = $2::uuid and s.customer_id = stretch."customerId"
    and s.mode = stretch.mode and s.verified = stretch.verified and s.outcome <> 'open' and s.created_at > later.at and s.created_at <= later.at + interval '86400000 milliseconds'
      order by s.created_at desc limit 1
    ) hop
  ),
  earlier as (
    select stretch.first as at
    union all
    select hop.created_at from earlier cross join lateral (
      select s.created_at from session s
      where s.workspace_id = $3::uuid and s.customer_id = stretch."customerId"
    and s.mode = stretch.mode and s.verified = stretch.verified and s.outcome <> 'open' and s.created_at < earlier.at and s.created_at >= earlier.at - interval '86400000 milliseconds'
      order by s.created_at limit 1
    ) hop
  )
      select (select min(at) from earlier) as since, (select max(at) from later) as until
    ) reach
    join session s on s.workspace_id = $4::uuid and s.customer_id = stretch."customerId"
    and s.mode = stretch.mode and s.verified = stretch.verified and s.outcome <> 'open' and s.created_at between reach.since and reach.until
    where exists (
      select from session s
      where s.workspace_id = $5::uuid and s.customer_id = stretch."customerId"
    and s.mode = stretch.mode and s.verified = stretch.verified and s.outcome <> 'open' and s.created_at between stretch.first - interval '86400000 milliseconds'
        and stretch.last + interval '86400000 milliseconds'
    );
-- $1 json, $2 uuid, $3 uuid, $4 uuid, $5 uuid

insert /* prepared */ into session (workspace_id, id, foreign_id, mode, created_at, source, recording_state,
    verified, updated_at, outcome, save_type, settled_at, bounced_by, client_key, awaits_post, revision,
    accepted_revision, decision_revision, decision_state, is_silent, last_report_at, customer_id,
    customer_email, subscription_id, subscription_start, age_months, plan_id, plan_price, currency,
    billing_interval, billing_interval_count, on_trial, segment_id, blueprint_id, abtest, abtest_arm,
    offer_type, coupon_id, pause_duration, survey_choice_id, survey_choice_value, followup_question,
    followup_response, feedback, used_click_to_cancel, custom_action_handler, sequence, ignored, search_text,
    detail)
  select $1::uuid, id, foreign_id, mode, created_at, source, recording_state, verified, updated_at, outcome,
      save_type, settled_at, bounced_by, client_key, awaits_post, revision, accepted_revision,
      decision_revision, decision_state, is_silent, last_report_at, customer_id, customer_email,
      subscription_id, subscription_start, age_months, plan_id, plan_price, currency, billing_interval,
      billing_interval_count, on_trial, segment_id, blueprint_id, abtest, abtest_arm, offer_type, coupon_id,
      pause_duration, survey_choice_id, survey_choice_value, followup_question, followup_response, feedback,
      used_click_to_cancel, custom_action_handler, sequence, ignored, search_text, detail
  from json_populate_recordset(null::session, $2)
  on conflict (workspace_id, id) do update set updated_at = excluded.updated_at, outcome = excluded.outcome,
      save_type = excluded.save_type, settled_at = excluded.settled_at, bounced_by = excluded.bounced_by,
      client_key = excluded.client_key, awaits_post = excluded.awaits_post, revision = excluded.revision,
      accepted_revision = excluded.accepted_revision, decision_revision = excluded.decision_revision,
      decision_state = excluded.decision_state, is_silent = excluded.is_silent,
      last_report_at = excluded.last_report_at, customer_id = excluded.customer_id,
      customer_email = excluded.customer_email, subscription_id = excluded.subscription_id,
      subscription_start = excluded.subscription_start, age_months = excluded.age_months,
      plan_id = excluded.plan_id, plan_price = excluded.plan_price, currency = excluded.currency,
      billing_interval = excluded.billing_interval, billing_interval_count = excluded.billing_interval_count,
      on_trial = excluded.on_trial, segment_id = excluded.segment_id, blueprint_id = excluded.blueprint_id,
      abtest = excluded.abtest, abtest_arm = excluded.abtest_arm, offer_type = excluded.offer_type,
      coupon_id = excluded.coupon_id, pause_duration = excluded.pause_duration,
      survey_choice_id = excluded.survey_choice_id, survey_choice_value = excluded.survey_choice_value,
      followup_question = excluded.followup_question, followup_response = excluded.followup_response,
      feedback = excluded.feedback, used_click_to_cancel = excluded.used_click_to_cancel,
      custom_action_handler = excluded.custom_action_handler, sequence = excluded.sequence,
      ignored = excluded.ignored, search_text = excluded.search_text, detail = excluded.detail;
-- $1 uuid, $2 json

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
