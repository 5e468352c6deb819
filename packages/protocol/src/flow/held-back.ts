import type { OfferType } from "../words.ts"
import type { BlueprintContent, BlueprintStep, FollowUp, Offer } from "./blueprint.ts"
import { offersOf } from "./shown-offers.ts"

/** The kinds of offers that a flow may hold back from a customer who took one not long ago. */
export const cooledKinds = ["DISCOUNT", "PAUSE"] as const satisfies readonly OfferType[]
export type CooledKind = (typeof cooledKinds)[number]

/** The days of a flow's cooldown for a kind; null where the flow has none, or offers nothing of the kind. */
export function cooldownDays(content: BlueprintContent, kind: CooledKind): number | null {
  const days = kind === "DISCOUNT" ? content.discountCooldown : content.pauseCooldown
  return days && offersOf(content).some(({ offerType }) => offerType === kind) ? days : null
}

/** The content as a customer sees it from whom these kinds of offers are held back. */
export function withoutKinds(content: BlueprintContent, kinds: readonly OfferType[]): BlueprintContent {
  if (kinds.length === 0) return content
  const isHeldBack = (offer: Offer) => kinds.includes(offer.offerType)
  const kept = (offer: Offer | null) => (offer && isHeldBack(offer) ? null : offer)
  const keptIn = (followup: FollowUp): FollowUp => ({
    ...followup,
    options: followup.options.map((option) => ({ ...option, offer: kept(option.offer ?? null) })),
  })
  const steps = content.steps.flatMap((step): BlueprintStep[] => {
    if (step.stepType === "OFFER") return isHeldBack(step.offer) ? [] : [step]
    if (step.stepType !== "SURVEY") return [step]
    const choices = step.survey.choices.map((choice) => ({
      ...choice,
      followup: choice.followup && keptIn(choice.followup),
      offer: kept(choice.offer),
    }))
    return [{ ...step, survey: { ...step.survey, choices } }]
  })
  return { ...content, steps }
}
