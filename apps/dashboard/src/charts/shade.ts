import type { OfferType } from "@holdfast/protocol"

/** A colour that means something, the same everywhere; `accent` and `neutral` mean nothing by themselves. */
export type Shade =
  | "canceled"
  | "abandoned"
  | "open"
  | "save-1"
  | "save-2"
  | "save-3"
  | "save-4"
  | "save-5"
  | "save-6"
  | "accent"
  | "neutral"

/** The colour as CSS, right in both themes. */
export function shadeColor(shade: Shade): string {
  if (shade === "accent") return "var(--hf-save-1)"
  return shade === "neutral" ? "var(--hf-abandoned)" : `var(--hf-${shade})`
}

const shadesOfSaves: Record<OfferType, Shade> = {
  DISCOUNT: "save-1",
  REBATE: "save-1",
  PAUSE: "save-2",
  PLAN_CHANGE: "save-3",
  TRIAL_EXTENSION: "save-4",
  CONTACT: "save-5",
  REDIRECT: "save-6",
  CUSTOM: "save-6",
}

/** The colour of an outcome, as the rows of the stream have it. */
export const outcomeShade = (outcome: OfferType | "canceled" | "abandoned" | "open"): Shade =>
  outcome === "canceled" || outcome === "abandoned" || outcome === "open" ? outcome : shadesOfSaves[outcome]
