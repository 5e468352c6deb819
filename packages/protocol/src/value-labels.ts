import type { Dimension } from "./dimension.ts"
import { outcomeLabel } from "./outcome.ts"
import { type BillingInterval, type OfferType, offerTypes } from "./words.ts"

/** The flow of customers whom no segment matches. */
export const primaryFlowName = "Primary Flow"

/** Offers as a choice of filters, and in files. */
export const offerLabels: Readonly<Record<OfferType, string>> = {
  CONTACT: "Support",
  DISCOUNT: "Discount",
  PAUSE: "Pause",
  TRIAL_EXTENSION: "Trial Extension",
  PLAN_CHANGE: "Switch Plan",
  REDIRECT: "Redirect URL",
  REBATE: "Rebate",
  CUSTOM: "Custom",
}

export const billingLabels: Readonly<Record<BillingInterval, string>> = {
  DAY: "Daily",
  WEEK: "Weekly",
  MONTH: "Monthly",
  YEAR: "Annual",
}

const yesNo = { true: "yes", false: "no" }
const savedLabel = (offerType: OfferType) => outcomeLabel({ kind: "saved", offerType, customOfferType: null })

const labels: Readonly<Partial<Record<Dimension, Readonly<Record<string, string>>>>> = {
  offerType: offerLabels,
  billingInterval: billingLabels,
  saveType: {
    ...Object.fromEntries(offerTypes.map((offerType) => [offerType, savedLabel(offerType)])),
    ABANDON: outcomeLabel({ kind: "abandoned" }),
  },
  trial: { true: "On Trial", false: "Active Subscription" },
  outcome: {
    open: outcomeLabel({ kind: "open" }),
    abandoned: outcomeLabel({ kind: "abandoned" }),
    canceled: outcomeLabel({ kind: "canceled" }),
    saved: "Saved",
  },
  bounced: yesNo,
  verified: yesNo,
}

const nones: Readonly<Partial<Record<Dimension, string>>> = {
  offerType: "No offer",
  segmentId: primaryFlowName,
  response: "No response",
  saveType: outcomeLabel({ kind: "canceled" }),
}

/**
 * What a person reads for a value of a dimension, none (null) included; the value itself where merchants and customers
 * make their own.
 */
export function valueLabel(dimension: Dimension, value: string | null): string {
  if (value === null) return nones[dimension] ?? "Not known"
  if (dimension === "ageYears") return `${value} - ${Number(value) + 1} year(s)`
  return labels[dimension]?.[value] ?? value
}
