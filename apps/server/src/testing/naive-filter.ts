import type { Dimension } from "@holdfast/protocol"
import type { Selectable } from "kysely"
import type { SessionRow } from "../db/schema.ts"

export type StoredSession = Selectable<SessionRow>

const text = (value: string | number | null) => (value === null ? null : String(value))

/** What each dimension says of a session, in plain words: an oracle for the SQL. */
export const naiveDimensions: Readonly<Record<Dimension, (row: StoredSession) => string | null>> = {
  outcome: (row) => row.outcome,
  saveType: (row) => row.save_type,
  offerType: (row) => row.offer_type,
  response: (row) => row.survey_choice_value,
  trial: (row) => String(row.on_trial === true),
  segmentId: (row) => row.segment_id,
  abtest: (row) => row.abtest,
  blueprintId: (row) => row.blueprint_id,
  planId: (row) => row.plan_id,
  billingInterval: (row) => row.billing_interval,
  couponId: (row) => row.coupon_id,
  pauseDuration: (row) => text(row.pause_duration),
  currency: (row) => row.currency?.toLowerCase() ?? null,
  ageMonths: (row) => text(row.age_months),
  ageYears: (row) => text(row.age_months === null ? null : Math.floor(row.age_months / 12)),
  bounced: (row) => String(row.bounced_by !== null),
  verified: (row) => String(row.verified),
}

/** Newest first, as every list goes. */
export const newestFirst = (rows: readonly StoredSession[]): StoredSession[] =>
  rows.toSorted(
    (a, b) => b.created_at.getTime() - a.created_at.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0),
  )
