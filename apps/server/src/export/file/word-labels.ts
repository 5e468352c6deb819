import type { ExportColumnId } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"

const offers = {
  CONTACT: "Support",
  DISCOUNT: "Discount",
  PAUSE: "Pause",
  TRIAL_EXTENSION: "Trial Extension",
  PLAN_CHANGE: "Switch Plan",
  REDIRECT: "Redirect URL",
  REBATE: "Rebate",
  CUSTOM: "Custom",
}
const intervals = { DAY: "Daily", WEEK: "Weekly", MONTH: "Monthly", YEAR: "Annual" }

/** The record's own words as the screen says them. */
export const wordLabels: Readonly<Partial<Record<ExportColumnId, Readonly<Record<string, string>>>>> = {
  mode: { LIVE: "Live", TEST: "Test", SANDBOX: "Sandbox" },
  saveType: { ...offers, ABANDON: "Abandoned" },
  "acceptedOffer.offerType": offers,
  "acceptedOffer.couponType": { PERCENT: "Percent", AMOUNT: "Amount" },
  "acceptedOffer.pauseInterval": { MONTH: "Month", WEEK: "Week" },
  "customer.billingInterval": intervals,
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
