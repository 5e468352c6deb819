select /* prepared */ (coalesce(octet_length(session.survey_choice_value),
    0) + coalesce(octet_length(session.followup_question),
    0) + coalesce(octet_length(session.followup_response), 0) + coalesce(octet_length(session.feedback),
    0)) as weight, session.id, session.mode, session.created_at, session.source, session.recording_state,
    session.verified, session.outcome, session.save_type, session.decision_state, session.customer_id,
    session.customer_email, session.subscription_start, session.plan_price, session.currency,
    session.billing_interval, session.billing_interval_count, session.on_trial, session.segment_id,
    session.blueprint_id, session.survey_choice_value, session.followup_question, session.followup_response,
    session.feedback, session.used_click_to_cancel, session.custom_action_handler,
   (select coalesce(jsonb_object_agg(key, case key
      when 'acceptedOffer' then jsonb_build_object('customOfferType', value -> 'customOfferType')
      when 'region' then jsonb_build_object(
        'matchedRegion', value -> 'matchedRegion', 'strictFTCCompliance', value -> 'strictFTCCompliance')
      else value end), '{}')
    from jsonb_each(session.detail)
    where key in ('acceptedOffer', 'region', 'displayLang', 'lang', 'detectedLang', 'overriddenLang',
        'contentLang', 'translationType', 'untranslatedTexts', 'langMismatch', 'recording',
        'record')) as detail,
  segment.name as segment_name, winner.id as winner_id,
    winner.created_at as winner_created_at, winner.outcome as winner_outcome,
    winner.save_type as winner_save_type,
    winner.detail -> 'acceptedOffer' ->> 'customOfferType' as winner_custom_offer
  from (
      select * from (
        select session.*, sum((coalesce(octet_length(session.survey_choice_value),
            0) + coalesce(octet_length(session.followup_question),
            0) + coalesce(octet_length(session.followup_response),
            0) + coalesce(octet_length(session.feedback), 0))) over (
          order by session.created_at desc, session.id desc rows between unbounded preceding and 1 preceding
        ) as weight_before
        from (select session.* from session where (session.workspace_id = $1 and session.mode = $2) and (session.created_at,
            session.id) < ($3, $4)
    order by session.created_at desc, session.id desc offset 0 limit 10) session
      ) session
      where weight_before is null or weight_before <= 100000) session
  left join session winner
    on winner.workspace_id = $5 and winner.id = session.bounced_by
  left join segment
    on segment.workspace_id = $6 and segment.id = session.segment_id
      order by session.created_at desc, session.id desc;
-- $1 uuid, $2 text, $3 time, $4 uuid, $5 uuid, $6 uuid
