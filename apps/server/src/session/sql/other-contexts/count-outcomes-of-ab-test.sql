select exposure.arm, last.outcome, last.save_type, last.survey_choice_id as choice_id,
    last.survey_choice_value as choice_value, count(*) as customers
  from ab_test_exposure exposure
  left join lateral (
    select session.outcome, session.save_type, session.survey_choice_id, session.survey_choice_value
    from session
    where session.workspace_id = $1 and session.customer_id = exposure.customer_id
      and session.mode = $2 and session.abtest = $3
      and session.outcome <> 'open' and session.bounced_by is null
      and session.created_at >= exposure.at
      and session.created_at < exposure.at + make_interval(days => $4::integer)
      and session.created_at < coalesce($5::timestamptz, 'infinity')
    order by session.created_at desc, session.id desc
    limit 1
  ) last on true
  where exposure.workspace_id = $6 and exposure.test_id = $7 and exposure.mode = $8
  group by exposure.arm, last.outcome, last.save_type, last.survey_choice_id, last.survey_choice_value;
-- $1 uuid, $2 text, $3 uuid, $4 number, $5 null, $6 uuid, $7 uuid, $8 text
