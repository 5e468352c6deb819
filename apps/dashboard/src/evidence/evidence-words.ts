import type { FlowAction } from "@holdfast/protocol"
import type { EvidencePart, EvidencePress } from "@holdfast/protocol/dashboard"

export const flowActionNames: Readonly<Record<FlowAction, string>> = {
  cancel: "Cancellation",
  discount: "Discount",
  pause: "Pause",
  "change-plan": "Plan change",
  "extend-trial": "Trial extension",
  rebate: "Rebate",
  resume: "End of a pause",
}

export const partNames: Readonly<Record<EvidencePart, string>> = {
  heading: "Heading",
  text: "Text",
  choice: "Choice",
  terms: "Offer",
  field: "Field",
  button: "Button",
  "cancel-now": "Cancel now button",
}

/** What the customer did, with what they said or pressed behind it. */
export const pressNames: Readonly<Record<EvidencePress, string>> = {
  chose: "Chose",
  answered: "Answered",
  wrote: "Wrote",
  accepted: "Took the offer",
  declined: "Declined the offer",
  cancelled: "Cancelled with",
  "cancelled-at-once": "Cancelled at once with",
}
