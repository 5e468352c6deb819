import type { Dimension } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"

/** SQL for the value of each dimension of a session as a text, null for none. */
export type DimensionTexts = Readonly<Partial<Record<Dimension, string>>>

/**
 * The one place that says what a dimension means; the filter, the counts, the facets and the aggregations are all made of
 * these.
 */
export const dimensionTexts = {
  outcome: "session.outcome",
  saveType: "session.save_type",
  offerType: "session.offer_type",
  response: "session.survey_choice_value",
  trial: "coalesce(session.on_trial, false)::text",
  segmentId: "session.segment_id",
  abtest: "session.abtest",
  blueprintId: "session.blueprint_id",
  planId: "session.plan_id",
  billingInterval: "session.billing_interval",
  couponId: "session.coupon_id",
  pauseDuration: "session.pause_duration::text",
  currency: "lower(session.currency)",
  ageMonths: "session.age_months::text",
  ageYears: "(session.age_months / 12)::text",
  bounced: "(session.bounced_by is not null)::text",
  verified: "session.verified::text",
} as const satisfies Record<Dimension, string>

const entries = Object.entries(dimensionTexts).map(([name, text]) => [name, sql.raw<string | null>(text)])
export const dimensionSql: Readonly<Record<Dimension, RawBuilder<string | null>>> =
  Object.fromEntries(entries)
