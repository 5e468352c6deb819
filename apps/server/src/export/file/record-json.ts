import { type RawBuilder, sql } from "kysely"
import { recordId } from "./column-source.ts"
import { isoTime } from "./moments.ts"

/**
 * A session as the Data API gives it (`toRecord`), made by PostgreSQL: what stands further right wins, as in an object
 * that is spread over another. A test holds the two together.
 */
export const recordJson: RawBuilder<string> = sql`(
  jsonb_build_object('_id', ${recordId("session")}, '__v', 0, 'org', session.workspace_id)
  || (session.detail - 'verified')
  || jsonb_strip_nulls(jsonb_build_object('blueprintId', session.blueprint_id, 'abtest', session.abtest,
    'surveyChoiceId', session.survey_choice_id, 'surveyChoiceValue', session.survey_choice_value,
    'followupQuestion', session.followup_question, 'followupResponse', session.followup_response,
    'feedback', session.feedback, 'usedClickToCancel', session.used_click_to_cancel,
    'customActionHandler', session.custom_action_handler))
  || case when session.verified then '{}' else '{"verified": false}' end::jsonb
  || jsonb_build_object(
    'customer',
    jsonb_strip_nulls(jsonb_build_object('id', session.customer_id, 'email', session.customer_email,
      'subscriptionId', session.subscription_id, 'planId', session.plan_id, 'planPrice', session.plan_price,
      'currency', session.currency, 'billingIntervalCount', session.billing_interval_count,
      'onTrial', session.on_trial, 'billingInterval', session.billing_interval))
    || case when jsonb_typeof(session.detail -> 'customer') = 'object' then session.detail -> 'customer' else '{}' end,
    'mode', upper(session.mode), 'canceled', session.outcome = 'canceled', 'aborted', session.outcome = 'abandoned',
    'segmentId', session.segment_id, 'saveType', session.save_type, 'bounced', session.bounced_by is not null,
    'createdAt', ${isoTime(sql`session.created_at`)}, 'updatedAt', ${isoTime(sql`session.updated_at`)})
  )::text`
