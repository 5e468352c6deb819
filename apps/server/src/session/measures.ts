import { isPriced } from "./dimensions.ts"

const quantity = `(case when jsonb_typeof(session.detail #> '{customer,itemQuantity}') = 'number'
  then (session.detail #>> '{customer,itemQuantity}')::numeric else 1 end)`

/**
 * What numbers take of a session beside its dimensions: nobody filters by it. Each as SQL for a text, null for none.
 * Blocks keep one code a session of each, as of dimensions.
 */
export const measureTexts = {
  /** How often is billed, and in which currency: `usd MONTH 1`. Null where there is no monthly value. */
  period: `case when ${isPriced} then lower(session.currency) || ' ' || session.billing_interval || ' '
    || greatest(coalesce(session.billing_interval_count, 1), 1) end`,
  /** Price × quantity in hundredths of minor units, which is as fine as Stripe's prices are in practice. */
  amount: `case when ${isPriced} then
    round(least(session.plan_price::numeric * greatest(${quantity}, 0) * 100, 1e17))::text end`,
  /** The customer came to a survey. */
  sawSurvey: `(session.survey_choice_id is not null or session.survey_choice_value is not null
    or session.detail @> '{"stepsViewed": [{"stepType": "SURVEY"}]}')::text`,
  /** Of `answerKey`: answers in their own words are too many for bits, and too long to keep for each session. */
  answer: "left(md5(session.followup_response), 20)",
  clicks: "session.detail ->> 'clicks'",
  secondsToCancel: "session.detail ->> 'secondsToCancel'",
} as const satisfies Readonly<Record<string, string>>

export type Measure = keyof typeof measureTexts
