import type { FlowAction } from "@holdfast/protocol"
import type { BlueprintStep, Offer } from "@holdfast/protocol/flow"
import { type HandlerName, hasCallback } from "../callbacks.ts"
import type { FlowOptions } from "../options.ts"

/** Who carries out an offer of a kind: the page's handler, or an action of the billing; `null` asks nobody. */
const carriers: Record<Offer["offerType"], { handler: HandlerName; action?: FlowAction } | null> = {
  DISCOUNT: { handler: "handleDiscount", action: "discount" },
  PAUSE: { handler: "handlePause", action: "pause" },
  PLAN_CHANGE: { handler: "handlePlanChange", action: "change-plan" },
  TRIAL_EXTENSION: { handler: "handleTrialExtension", action: "extend-trial" },
  REBATE: { handler: "handleRebate", action: "rebate" },
  CONTACT: { handler: "handleSupportRequest" },
  CUSTOM: { handler: "handleCustomOffer" },
  REDIRECT: null,
}

/**
 * The steps of a flow without the offers that this script does not know (a newer server may know more kinds), and those that
 * nobody carries out: neither the page nor the company's billing. Support is reached by an address as well.
 * @param actions what the billing carries out
 */
export function showableSteps(
  steps: readonly BlueprintStep[],
  options: FlowOptions,
  actions: readonly FlowAction[],
): BlueprintStep[] {
  const canShow = (offer: Offer) => {
    const carrier = carriers[offer.offerType]
    if (!carrier) return carrier === null
    if (offer.offerType === "CONTACT" && offer.url) return true
    const { handler, action } = carrier
    return hasCallback(options, handler) || (action !== undefined && actions.includes(action))
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
