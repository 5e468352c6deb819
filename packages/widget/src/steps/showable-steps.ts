import type { BlueprintStep, Offer } from "@holdfast/protocol/flow"
import { hasCallback } from "../callbacks.ts"
import type { FlowOptions } from "../options.ts"

/** A newer server may know more kinds of offers than this script can show. */
const known: Record<Offer["offerType"], true> = {
  DISCOUNT: true,
  PAUSE: true,
  PLAN_CHANGE: true,
  TRIAL_EXTENSION: true,
  REDIRECT: true,
  CONTACT: true,
  REBATE: true,
  CUSTOM: true,
}

/**
 * The steps of a flow without the offers that this script does not know, and those that nobody here carries out: contact
 * that has neither an address nor a handler of the page, and a custom offer without one.
 */
export function showableSteps(steps: readonly BlueprintStep[], options: FlowOptions): BlueprintStep[] {
  const canShow = (offer: Offer) => {
    if (offer.offerType === "CONTACT")
      return Boolean(offer.url) || hasCallback(options, "handleSupportRequest")
    if (offer.offerType === "CUSTOM") return hasCallback(options, "handleCustomOffer")
    return offer.offerType in known
  }
  const kept = (offer: Offer | null | undefined) => (offer && canShow(offer) ? offer : null)
  return steps.flatMap((step): BlueprintStep[] => {
    if (step.stepType === "OFFER") return canShow(step.offer) ? [step] : []
    if (step.stepType !== "SURVEY") return [step]
    const choices = step.survey.choices.map((choice) => ({
      ...choice,
      followup: choice.followup && {
        ...choice.followup,
        options: choice.followup.options.map((option) => ({ ...option, offer: kept(option.offer) })),
      },
      offer: kept(choice.offer),
    }))
    return [{ ...step, survey: { ...step.survey, choices } }]
  })
}
