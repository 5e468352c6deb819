import type { BillingInterval, FlowArm, OfferType, StepType } from "./words.ts"

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

export const armLabels: Readonly<Record<FlowArm, string>> = { control: "Control", variant: "Variant" }

export const stepTypeNames: Readonly<Record<StepType, string>> = {
  SURVEY: "Survey",
  OFFER: "Offer",
  FREEFORM: "Feedback",
  CONFIRM: "Confirmation",
  CUSTOM: "Custom step",
}
