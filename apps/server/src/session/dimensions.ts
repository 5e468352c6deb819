import type { Dimension } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"

/**
 * The value of each dimension of a session as a text, null for none. The one place that says what a dimension means;
 * the filter, the counts, the facets and the aggregations are all made of these.
 */
export const dimensionSql: Readonly<Record<Dimension, RawBuilder<string | null>>> = {
  outcome: sql`session.outcome`,
  saveType: sql`session.save_type`,
  offerType: sql`session.offer_type`,
  response: sql`session.survey_choice_value`,
  trial: sql`coalesce(session.on_trial, false)::text`,
  segmentId: sql`session.segment_id`,
  abtest: sql`session.abtest`,
  blueprintId: sql`session.blueprint_id`,
  planId: sql`session.plan_id`,
  billingInterval: sql`session.billing_interval`,
  couponId: sql`session.coupon_id`,
  pauseDuration: sql`session.pause_duration::text`,
  currency: sql`lower(session.currency)`,
  ageMonths: sql`session.age_months::text`,
  ageYears: sql`(session.age_months / 12)::text`,
  bounced: sql`(session.bounced_by is not null)::text`,
  verified: sql`session.verified::text`,
}
