import type { BillingInterval, FlowArm, OfferLook, OfferType, RecordingState, StepType } from "./words.ts"

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

export const recordingLabels: Readonly<Record<RecordingState, string>> = {
  running: "Being recorded",
  available: "Available",
  partial: "Partial",
  lost: "Nothing arrived",
  deleted: "Deleted",
  elsewhere: "In another system",
  workspace: "Off in the workspace",
  call: "Off by the page",
  unverified: "Off: unverified",
  privacy: "Off: privacy signal",
  "save-data": "Off: saves data",
  unsupported: "Off: browser cannot",
}

export const offerLookLabels: Readonly<Record<OfferLook, string>> = {
  "over-30s": "30 s or more",
  "10-30s": "10 to 30 s",
  "3-10s": "3 to 10 s",
  "under-3s": "Under 3 s",
}

export const stepTypeNames: Readonly<Record<StepType, string>> = {
  SURVEY: "Survey",
  OFFER: "Offer",
  FREEFORM: "Feedback",
  CONFIRM: "Confirmation",
  CUSTOM: "Custom step",
}
