import { armLabels, billingLabels, offerLabels, recordingLabels, valueLabel } from "@holdfast/protocol"
import type { ExportColumnId } from "@holdfast/protocol/dashboard"
import { type RawBuilder, sql } from "kysely"

/** The record's own words as the screen says them. */
export const wordLabels: Readonly<Partial<Record<ExportColumnId, Readonly<Record<string, string>>>>> = {
  mode: { LIVE: "Live", TEST: "Test", SANDBOX: "Sandbox" },
  saveType: { ...offerLabels, ABANDON: valueLabel("outcome", "abandoned") },
  decisionState: { asked: "Asked, not confirmed", refused: "Refused" },
  abtestArm: armLabels,
  "acceptedOffer.offerType": offerLabels,
  "acceptedOffer.couponType": { PERCENT: "Percent", AMOUNT: "Amount" },
  "acceptedOffer.pauseInterval": { MONTH: "Month", WEEK: "Week" },
  "customer.billingInterval": billingLabels,
  recordingState: recordingLabels,
  translationType: { ai: "Automatic", manual: "Manual" },
}

/** A word by its label; any other goes through `otherwise`. */
export function labelled(
  word: RawBuilder<unknown>,
  labels: Readonly<Record<string, string>>,
  otherwise: RawBuilder<string>,
): RawBuilder<string> {
  const whens = Object.entries(labels).map(([code, label]) => sql`when ${code} then ${label}`)
  return sql`case ${word} ${sql.join(whens, sql` `)} else ${otherwise} end`
}
