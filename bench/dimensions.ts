import type { FacetDimension } from "@holdfast/protocol"

/** A property of a session: the SQL that one would write for it by hand, and the type of what that gives. */
export interface HandWritten {
  sql: string
  type: "varchar" | "integer" | "boolean"
}

const text = (sql: string): HandWritten => ({ sql, type: "varchar" })
const whole = (sql: string): HandWritten => ({ sql, type: "integer" })
const flag = (sql: string): HandWritten => ({ sql, type: "boolean" })

export type DimensionName = keyof typeof dimensions | FacetDimension

/** Every dimension of the filters and of the Data API that is not a span of time. */
export const dimensions = {
  outcome: text("s.outcome"),
  saveType: text("s.save_type"),
  offerType: text("s.offer_type"),
  response: text("s.survey_choice_value"),
  aborted: flag("s.outcome = 'abandoned'"),
  canceled: flag("s.outcome = 'canceled'"),
  trial: flag("coalesce(s.on_trial, false)"),
  segmentId: text("s.segment_id"),
  abtest: text("s.abtest"),
  abtestArm: text("s.abtest_arm"),
  blueprintId: text("s.blueprint_id"),
  planId: text("s.plan_id"),
  billingInterval: text("s.billing_interval"),
  couponId: text("s.coupon_id"),
  pauseDuration: whole("s.pause_duration"),
  currency: text("lower(s.currency)"),
  bounced: flag("s.bounced_by is not null"),
  ageMonths: whole("s.age_months"),
  ageQuarters: whole("s.age_months / 3"),
  ageYears: whole("s.age_months / 12"),
  offerLook: text(`(select case when max(ms) >= 30000 then 'over-30s' when max(ms) >= 10000 then '10-30s'
      when max(ms) >= 3000 then '3-10s' when max(ms) >= 0 then 'under-3s' end
    from (select (step ->> 'duration')::numeric as ms from jsonb_array_elements(s.detail -> 'stepsViewed') step
      where step ->> 'stepType' = 'OFFER') looks)`),
  recordingState: text(`coalesce(s.recording_state, case
      when s.source = 'import' and (s.detail ->> 'recording') <> '' then 'elsewhere'
      when (s.detail ->> 'record') = 'false' and jsonb_typeof(s.detail -> 'record') = 'boolean' then 'call'
      when not s.verified then 'unverified' end)`),
  verified: flag("s.verified"),
} as const satisfies Readonly<Record<string, HandWritten>> & Readonly<Record<FacetDimension, HandWritten>>
