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
    ) found on true union all
    select wanted.n, false as by_key,
      exists (
  select from (
    select from session s
    where s.workspace_id = $4 and s.customer_id = wanted.customer_id and s.mode = wanted.mode
      and s.verified = wanted.verified
      and s.created_at between found.created_at - interval '86400000 milliseconds' and found.created_at + interval '86400000 milliseconds'
      and s.outcome <> 'open' and s.id is distinct from found.id
    order by s.created_at limit 1
  ) nearest
) as has_neighbours, found.*
    from json_to_recordset($5) as wanted (n integer, customer_id text, mode text, verified boolean,
        blueprint_id text, posted_at timestamptz)
    cross join lateral (
  select * from session
  where session.workspace_id = $6 and session.customer_id = wanted.customer_id
    and session.mode = wanted.mode and session.created_at > wanted.posted_at - interval '24 hours'
    and session.awaits_post and (wanted.blueprint_id is null or session.blueprint_id = wanted.blueprint_id)
  offset 0
) found) reported
    where id is not null or has_neighbours;
-- $1 uuid, $2 json, $3 uuid, $4 uuid, $5 json, $6 uuid

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
  from json_populate_recordset(null::session, $2);
-- $1 uuid, $2 json

with /* prepared */ turn as materialized (select pg_advisory_xact_lock($1::bigint))
  insert into session_change (workspace_id, session_id, mode, kind, sequence, at)
  select $2::uuid, change.id, change.mode, change.kind, change.sequence, $3::timestamptz
  from turn cross join unnest($4::uuid[], $5::text[], $6::text[], $7::integer[])
    as change (id, mode, kind, sequence);
-- $1 bigint, $2 uuid, $3 time, $4 uuid[], $5 text[], $6 text[], $7 number[]

commit;
