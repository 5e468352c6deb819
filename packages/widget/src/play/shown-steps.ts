import type { BlueprintStep, Offer } from "@holdfast/protocol/flow"
import type { RecordingHead } from "@holdfast/protocol/recording"

/** The steps as a run showed them: without the offers that nobody carried out, and with the page's own coupon and plans. */
export function shownSteps(
  steps: readonly BlueprintStep[],
  { hiddenOffers, coupon, plans }: Pick<RecordingHead, "hiddenOffers" | "coupon" | "plans">,
): BlueprintStep[] {
  const shown = (offer: Offer | null | undefined): Offer | null => {
    if (!offer || hiddenOffers.includes(offer.guid)) return null
    if (offer.offerType === "DISCOUNT" && coupon) return { ...offer, coupon: { id: "", ...coupon } }
    if (offer.offerType !== "PLAN_CHANGE" || !plans) return offer
    return { ...offer, plans: plans.flatMap((id) => offer.plans.filter((plan) => plan.id === id)) }
  }
  return steps.flatMap((step): BlueprintStep[] => {
    if (step.stepType === "OFFER") {
      const offer = shown(step.offer)
      return offer ? [{ ...step, offer }] : []
    }
    if (step.stepType !== "SURVEY") return [step]
    const choices = step.survey.choices.map((choice) => ({
      ...choice,
      offer: shown(choice.offer),
      followup: choice.followup && {
        ...choice.followup,
        options: choice.followup.options.map((option) => ({ ...option, offer: shown(option.offer) })),
      },
    }))
    return [{ ...step, survey: { ...step.survey, choices } }]
  })
}
