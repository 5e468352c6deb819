import type { Outcome, OutcomeKind, SaveType } from "@holdfast/protocol"

/** The outcome as it was stored; `saveType` of a saved session is the offer's type. */
export function storedOutcome(
  kind: OutcomeKind,
  saveType: SaveType | null,
  customOfferType: string | null,
): Outcome {
  if (kind !== "saved") return { kind }
  if (saveType === null || saveType === "ABANDON")
    throw new Error("A saved session is stored without its offer")
  return { kind, offerType: saveType, customOfferType }
}
