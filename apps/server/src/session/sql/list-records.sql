select session.id from (select session.* from session where (session.workspace_id = $1 and session.mode = $2)
  order by session.created_at desc,
      session.id desc offset 0 limit 10) session order by session.created_at desc, session.id desc;
-- $1 uuid, $2 text

copy (select count(*), string_agg(record, ',') from (
      select (
  jsonb_build_object('_id', coalesce("session"."foreign_id", "session"."id"::text), '__v', 0, 'org',
      session.workspace_id)
  || (session.detail - 'verified' - 'recordingState')
  || jsonb_strip_nulls(jsonb_build_object('decisionState', "session"."decision_state", 'segmentId',
      "session"."segment_id", 'blueprintId', "session"."blueprint_id", 'abtest', "session"."abtest",
      'abtestArm', "session"."abtest_arm", 'surveyChoiceId', "session"."survey_choice_id",
      'surveyChoiceValue', "session"."survey_choice_value", 'followupQuestion',
      "session"."followup_question", 'followupResponse', "session"."followup_response", 'feedback',
      "session"."feedback", 'usedClickToCancel', "session"."used_click_to_cancel", 'customActionHandler',
      "session"."custom_action_handler"))
  || case when session.verified then '{}' else '{"verified": false}' end::jsonb
  || jsonb_strip_nulls(jsonb_build_object('recordingState', coalesce(session.recording_state, case
      when session.source = 'import' and coalesce(session.detail ->> 'recording', '') <> '' then 'elsewhere'
      when session.detail -> 'record' = 'false' then 'call'
      when not session.verified then 'unverified' end)))
  || jsonb_build_object(
    'customer',
    jsonb_strip_nulls(jsonb_build_object('id', "session"."customer_id", 'email', "session"."customer_email",
        'subscriptionId', "session"."subscription_id", 'planId', "session"."plan_id", 'planPrice',
        "session"."plan_price", 'currency', "session"."currency", 'billingInterval',
        "session"."billing_interval", 'billingIntervalCount', "session"."billing_interval_count", 'onTrial',
        "session"."on_trial"))
    || case when jsonb_typeof(session.detail -> 'customer') = 'object' then session.detail -> 'customer' else '{}' end,
    'mode', upper(session.mode), 'canceled', session.outcome = 'canceled', 'aborted',
        session.outcome = 'abandoned',
    'segmentId', session.segment_id, 'saveType', session.save_type, 'bounced', session.bounced_by is not null,
    'createdAt', to_char(session.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'updatedAt', to_char(session.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  )::text as record from (
        select "session"."workspace_id", "session"."id", "session"."foreign_id", "session"."mode",
            "session"."created_at", "session"."source", "session"."recording_state", "session"."verified",
            "session"."updated_at", "session"."outcome", "session"."save_type", "session"."bounced_by",
            "session"."decision_state", "session"."customer_id", "session"."customer_email",
            "session"."subscription_id", "session"."subscription_start", "session"."age_months",
            "session"."plan_id", "session"."plan_price", "session"."currency", "session"."billing_interval",
            "session"."billing_interval_count", "session"."on_trial", "session"."segment_id",
            "session"."blueprint_id", "session"."abtest", "session"."abtest_arm", "session"."offer_type",
            "session"."coupon_id", "session"."survey_choice_id", "session"."survey_choice_value",
            "session"."followup_question", "session"."followup_response", "session"."feedback",
            "session"."used_click_to_cancel", "session"."custom_action_handler",
            session.detail || '{}' as detail from session
        where session.workspace_id = '0199e6cf-0000-7000-8000-00000000000a' and session.id in ('…')
        order by session.created_at desc, session.id desc offset 0
      ) session order by session.created_at desc, session.id desc
    ) listed) to stdout (format csv, delimiter E'\x02', quote E'\x01');
