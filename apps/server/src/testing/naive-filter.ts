import type { Dimension } from "@holdfast/protocol"
import type { Insertable, Selectable } from "kysely"
import type { SessionRow } from "../db/schema.ts"

export type StoredSession = Selectable<SessionRow>

/** A session as it is read from the table, or as it is written into it. */
type AnySession = Omit<Insertable<SessionRow>, "detail" | "ignored">

const text = (value: number | null | undefined) => (value == null ? null : String(value))

/** What each dimension says of a session, in plain words: an oracle for the SQL. */
export const naiveDimensions: Readonly<Record<Dimension, (row: AnySession) => string | null>> = {
  outcome: (row) => row.outcome,
  saveType: (row) => row.save_type ?? null,
  offerType: (row) => row.offer_type ?? null,
  response: (row) => row.survey_choice_value ?? null,
  trial: (row) => String(row.on_trial === true),
  segmentId: (row) => row.segment_id ?? null,
  abtest: (row) => row.abtest ?? null,
  abtestArm: (row) => row.abtest_arm ?? null,
  blueprintId: (row) => row.blueprint_id ?? null,
  planId: (row) => row.plan_id ?? null,
  billingInterval: (row) => row.billing_interval ?? null,
  couponId: (row) => row.coupon_id ?? null,
  pauseDuration: (row) => text(row.pause_duration),
  currency: (row) => row.currency?.toLowerCase() ?? null,
  ageMonths: (row) => text(row.age_months),
  ageYears: ({ age_months: months }) => text(months == null ? null : Math.floor(months / 12)),
  bounced: (row) => String(row.bounced_by !== null),
  verified: (row) => String(row.verified),
}

/** Newest first, as every list goes. */
export const newestFirst = <Row extends { created_at: Date; id: string }>(rows: readonly Row[]): Row[] =>
  rows.toSorted(
    (a, b) => b.created_at.getTime() - a.created_at.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0),
  )
