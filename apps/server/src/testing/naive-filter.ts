import type { Dimension } from "@holdfast/protocol"
import type { Insertable, Selectable } from "kysely"
import type { SessionRow } from "../db/schema.ts"

export type StoredSession = Selectable<SessionRow>

/** A session as it is read from the table, or as it is written into it. */
type AnySession = Omit<Insertable<SessionRow>, "detail" | "ignored"> & { detail: unknown }

interface Detail {
  displayLang?: string | null
  lang?: string | null
  recording?: string | null
  record?: unknown
  stepsViewed?: { stepType?: unknown; duration?: unknown }[] | null
  region?: { matchedRegionCode?: string | null; matchedRegion?: string | null; rule?: string | null } | null
}

/** It is written as JSON and read as an object. */
const detailOf = ({ detail }: AnySession): Detail =>
  (typeof detail === "string" ? JSON.parse(detail) : detail) as Detail

const text = (value: number | null | undefined) => (value == null ? null : String(value))

/** What each dimension says of a session, in plain words: an oracle for the SQL. */
export const naiveDimensions: Readonly<Record<Dimension, (row: AnySession) => string | null>> = {
  outcome: (row) => row.outcome,
  saveType: (row) => row.save_type ?? null,
  offerType: (row) => row.offer_type ?? null,
  response: (row) => row.survey_choice_value ?? null,
  hasFeedback: (row) => String(row.feedback != null && row.feedback !== ""),
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
  reason: (row) => row.survey_choice_id ?? row.survey_choice_value ?? null,
  followup: (row) => row.followup_response ?? null,
  startMonth: (row) =>
    row.subscription_start == null ? null : new Date(row.subscription_start).toISOString().slice(0, 7),
  priced: (row) =>
    String(
      row.plan_price != null && row.plan_price < 1e15 && row.currency != null && row.billing_interval != null,
    ),
  language: (row) => detailOf(row).displayLang ?? detailOf(row).lang ?? null,
  region: (row) => detailOf(row).region?.matchedRegionCode ?? detailOf(row).region?.matchedRegion ?? null,
  cancelRule: (row) => detailOf(row).region?.rule ?? null,
  usedClickToCancel: (row) => String(row.used_click_to_cancel === true),
  offerLook: (row) => {
    const steps = detailOf(row).stepsViewed ?? []
    const looks = steps.flatMap(({ stepType, duration }) =>
      stepType === "OFFER" && typeof duration === "number" && duration >= 0 ? [duration] : [],
    )
    if (looks.length === 0) return null
    const longest = Math.max(...looks)
    if (longest < 3000) return "under-3s"
    if (longest < 10_000) return "3-10s"
    return longest < 30_000 ? "10-30s" : "over-30s"
  },
  recordingState: (row) => {
    if (row.recording_state != null) return row.recording_state
    const { recording, record } = detailOf(row)
    if (row.source === "import" && recording) return "elsewhere"
    if (record === false) return "call"
    return row.verified ? null : "unverified"
  },
  bounced: (row) => String(row.bounced_by !== null),
  verified: (row) => String(row.verified),
}

/** Newest first, as every list goes. */
export const newestFirst = <Row extends { created_at: Date; id: string }>(rows: readonly Row[]): Row[] =>
  rows.toSorted(
    (a, b) => b.created_at.getTime() - a.created_at.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0),
  )
