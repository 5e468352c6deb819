import type { OfferType, SaveType } from "./words.ts"

/** How a session ended. The rule stands in `outcomeOf`; the table of labels and meanings in `docs/words.md`. */
export type Outcome =
  | { kind: "open" }
  | { kind: "abandoned" }
  | { kind: "saved"; offerType: OfferType; customOfferType: string | null }
  | { kind: "canceled" }

export type OutcomeKind = Outcome["kind"]

/** The facts of a session that decide its outcome. */
export interface OutcomeFacts {
  /** The subscription was cancelled in the flow. */
  canceled: boolean
  /** The offer the customer took, if any. */
  acceptedOffer: { offerType: OfferType; customOfferType?: string | null | undefined } | null
  /** The customer closed the flow, or was silent for longer than `silentAfterMs`. */
  ended: boolean
}

/** A session that was silent for this long without a decision counts as abandoned. */
export const silentAfterMs = 30 * 60 * 1000

/** A cancellation wins over an accepted offer; both win over a closed or silent flow. */
export function outcomeOf(facts: OutcomeFacts): Outcome {
  if (facts.canceled) return { kind: "canceled" }
  if (facts.acceptedOffer) {
    const { offerType, customOfferType } = facts.acceptedOffer
    return { kind: "saved", offerType, customOfferType: customOfferType ?? null }
  }
  return facts.ended ? { kind: "abandoned" } : { kind: "open" }
}

/** A decision is a cancellation or an accepted offer. Once it stands, it is never undone; `revision.ts`. */
export function isDecision(kind: OutcomeKind): boolean {
  return kind === "canceled" || kind === "saved"
}

/** A settled session is one that ended; only these take part in bounces and numbers. */
export function isSettled(kind: OutcomeKind): boolean {
  return kind !== "open"
}

/** The wire's `saveType`: null for a cancellation and for a session still open. */
export function saveTypeOf(outcome: Outcome): SaveType | null {
  if (outcome.kind === "saved") return outcome.offerType
  return outcome.kind === "abandoned" ? "ABANDON" : null
}

const savedLabels: Record<OfferType, string> = {
  PAUSE: "Paused",
  DISCOUNT: "Discount",
  CONTACT: "Contacted Support",
  REDIRECT: "Redirected",
  TRIAL_EXTENSION: "Extended Trial",
  PLAN_CHANGE: "Plan Change",
  REBATE: "Rebate",
  CUSTOM: "Custom offer",
}

/** The outcome as a person reads it. A custom offer goes by its own name. */
export function outcomeLabel(outcome: Outcome): string {
  switch (outcome.kind) {
    case "open":
      return "In progress"
    case "abandoned":
      return "Abandoned"
    case "canceled":
      return "Cancelled"
    case "saved":
      return (outcome.offerType === "CUSTOM" && outcome.customOfferType) || savedLabels[outcome.offerType]
  }
}
