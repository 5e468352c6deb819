import { type Dimension, offerLooks } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"

/** How a breakdown gives a value: as it is, as a number, whether it is this one, or how many times it holds a number. */
export type Reading = "text" | "number" | { is: string } | { times: number }

interface DescribedDimension {
  /** Its value as a text, null for none. */
  sql: string
  /** What the Data API breaks down by (section 3.2 of the wire contract) that comes of it. */
  breakdowns: Readonly<Record<string, Reading>>
}

/** A session has a monthly value where these are known. Prices beyond are no prices. */
export const mostPriceMinor = 1e15
export const isPriced = `coalesce(session.plan_price < ${mostPriceMinor} and session.currency is not null
  and session.billing_interval is not null, false)`

const looksOf = ([look, fromMs]: [look: string, fromMs: number]): string => `when jsonb_path_exists(
    session.detail, '$.stepsViewed[*] ? (@.stepType == "OFFER" && @.duration >= ${fromMs})') then '${look}'`

/**
 * The one place that says what a dimension means in the database; the filter, the counts, the facets and the
 * aggregations are all made of these.
 */
const described = {
  saveType: { sql: "session.save_type", breakdowns: { saveType: "text" } },
  offerType: { sql: "session.offer_type", breakdowns: { offerType: "text" } },
  response: { sql: "session.survey_choice_value", breakdowns: { response: "text" } },
  outcome: {
    sql: "session.outcome",
    breakdowns: { aborted: { is: "abandoned" }, canceled: { is: "canceled" } },
  },
  reason: {
    sql: "coalesce(session.survey_choice_id, session.survey_choice_value)",
    breakdowns: { reason: "text" },
  },
  followup: { sql: "session.followup_response", breakdowns: { followup: "text" } },
  hasFeedback: {
    sql: "(coalesce(session.feedback, '') <> '')::text",
    breakdowns: { hasFeedback: { is: "true" } },
  },
  trial: { sql: "coalesce(session.on_trial, false)::text", breakdowns: { trial: { is: "true" } } },
  segmentId: { sql: "session.segment_id", breakdowns: { segmentId: "text" } },
  abtest: { sql: "session.abtest", breakdowns: { abtest: "text" } },
  abtestArm: { sql: "session.abtest_arm", breakdowns: { abtestArm: "text" } },
  blueprintId: { sql: "session.blueprint_id", breakdowns: { blueprintId: "text" } },
  planId: { sql: "session.plan_id", breakdowns: { planId: "text" } },
  billingInterval: { sql: "session.billing_interval", breakdowns: { billingInterval: "text" } },
  couponId: { sql: "session.coupon_id", breakdowns: { couponId: "text" } },
  pauseDuration: { sql: "session.pause_duration::text", breakdowns: { pauseDuration: "number" } },
  currency: { sql: "lower(session.currency)", breakdowns: { currency: "text", sessionCurrency: "text" } },
  bounced: { sql: "(session.bounced_by is not null)::text", breakdowns: { bounced: { is: "true" } } },
  ageMonths: {
    sql: "session.age_months::text",
    breakdowns: { ageMonths: "number", ageQuarters: { times: 3 } },
  },
  ageYears: { sql: "(session.age_months / 12)::text", breakdowns: { ageYears: "number" } },
  startMonth: {
    sql: "to_char(session.subscription_start at time zone 'UTC', 'YYYY-MM')",
    breakdowns: { startMonth: "text" },
  },
  priced: { sql: `(${isPriced})::text`, breakdowns: { priced: { is: "true" } } },
  language: {
    sql: "coalesce(session.detail ->> 'displayLang', session.detail ->> 'lang')",
    breakdowns: { language: "text" },
  },
  region: {
    sql: "coalesce(session.detail #>> '{region,matchedRegionCode}', session.detail #>> '{region,matchedRegion}')",
    breakdowns: { region: "text" },
  },
  cancelRule: { sql: "session.detail #>> '{region,rule}'", breakdowns: { cancelRule: "text" } },
  usedClickToCancel: {
    sql: "coalesce(session.used_click_to_cancel, false)::text",
    breakdowns: { usedClickToCancel: { is: "true" } },
  },
  // each look at a step has a length of its own, unless nobody told it
  offerLook: {
    sql: `case ${Object.entries(offerLooks).map(looksOf).join(" ")} end`,
    breakdowns: { offerLook: "text" },
  },
  // what the server decided; else what else is known of a session whose recording it did not decide on
  recordingState: {
    sql: `coalesce(session.recording_state, case
      when session.source = 'import' and coalesce(session.detail ->> 'recording', '') <> '' then 'elsewhere'
      when session.detail -> 'record' = 'false' then 'call'
      when not session.verified then 'unverified' end)`,
    breakdowns: { recordingState: "text" },
  },
  verified: { sql: "session.verified::text", breakdowns: { verified: { is: "true" } } },
} as const satisfies Record<Dimension, DescribedDimension>

const entries = Object.entries(described) as [Dimension, DescribedDimension][]

/** SQL for the value of dimensions. */
export type DimensionTexts = Readonly<Partial<Record<Dimension, string>>>
export const dimensionTexts = Object.fromEntries(entries.map(([name, { sql }]) => [name, sql])) as Readonly<
  Record<Dimension, string>
>
export const dimensionSql = Object.fromEntries(
  entries.map(([name, { sql: text }]) => [name, sql.raw(text)]),
) as Readonly<Record<Dimension, RawBuilder<string | null>>>

type KeysOfEach<T> = T extends unknown ? keyof T : never
/** The breakdowns that come of dimensions; times are the others. */
export type DimensionBreakdown = KeysOfEach<(typeof described)[Dimension]["breakdowns"]>
export const dimensionBreakdowns = Object.fromEntries(
  entries.flatMap(([by, { breakdowns }]) =>
    Object.entries(breakdowns).map(([name, reading]) => [name, { by, reading }]),
  ),
) as Readonly<Record<DimensionBreakdown, { by: Dimension; reading: Reading }>>
