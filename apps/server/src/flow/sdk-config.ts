import type { CustomerSnapshot, DirectCustomer, DirectSubscription, SessionFacts } from "@holdfast/protocol"
import type { Blueprint, BlueprintStep, Offer } from "@holdfast/protocol/flow"

/**
 * A blueprint as the contract's SDKs read it (section 2.3). Their model is a little smaller: a survey reason
 * is either picked or typed to, so a follow-up question with options cannot travel and its typed part does.
 */
export interface SdkConfig {
  blueprintId: string
  steps: Record<string, unknown>[]
  customer: Record<string, unknown>
  subscriptions: Record<string, unknown>[]
  settings: {
    clickToCancelEnabled: boolean
    strictFTCComplianceEnabled: boolean
    discountCooldown?: number
    pauseCooldown?: number
  }
}

export function toSdkConfig(
  blueprint: Blueprint,
  snapshot: CustomerSnapshot,
  direct: { customer: DirectCustomer | null; subscriptions: DirectSubscription[] },
  clickToCancel: Pick<SessionFacts, "clickToCancelEnabled" | "strictFTCComplianceEnabled">,
): SdkConfig {
  const { steps, discountCooldown, pauseCooldown } = blueprint.content
  return {
    blueprintId: blueprint.id,
    steps: steps.map(toSdkStep),
    customer: { ...direct.customer, id: snapshot.id },
    subscriptions: direct.subscriptions.map(toSdkSubscription),
    settings: {
      clickToCancelEnabled: clickToCancel.clickToCancelEnabled ?? false,
      strictFTCComplianceEnabled: clickToCancel.strictFTCComplianceEnabled ?? false,
      ...(discountCooldown !== null && { discountCooldown }),
      ...(pauseCooldown !== null && { pauseCooldown }),
    },
  }
}

/** Billing intervals are read in capitals; the SDKs compare them in small letters. */
function toSdkSubscription({ items, ...subscription }: DirectSubscription): Record<string, unknown> {
  const inSmallLetters = <T extends { interval?: string | null }>(of: T): T =>
    of.interval ? { ...of, interval: of.interval.toLowerCase() } : of
  const priced = items?.map(({ price, ...item }) => {
    if (!price) return { ...item, price }
    const { duration } = price
    return {
      ...item,
      price: inSmallLetters({ ...price, ...(duration && { duration: inSmallLetters(duration) }) }),
    }
  })
  return { ...subscription, ...(priced && { items: priced }) }
}

function toSdkStep(step: BlueprintStep): Record<string, unknown> {
  const common = { guid: step.guid, title: step.header, description: step.description }
  switch (step.stepType) {
    case "SURVEY":
      return {
        type: "survey",
        ...common,
        reasons: step.survey.choices.map((choice) => ({
          id: choice.guid,
          label: choice.value,
          ...(choice.followup?.freeformLabel && { freeform: true }),
          ...(choice.offer && { offer: toSdkOffer(choice.offer) }),
        })),
      }
    case "OFFER":
      return { type: "offer", ...common, offer: toSdkOffer(step.offer) }
    case "FREEFORM":
      return { type: "feedback", ...common, ...step.freeform }
    case "CONFIRM":
      return { type: "confirm", ...common }
  }
}

function toSdkOffer(offer: Offer): Record<string, unknown> {
  const { header, description, cta, declineCta } = offer.copy
  const common = { decisionId: offer.guid, copy: { headline: header, body: description, cta, declineCta } }
  return { ...toSdkTerms(offer), ...common }
}

function toSdkTerms(offer: Offer): Record<string, unknown> {
  switch (offer.offerType) {
    case "DISCOUNT": {
      const { id, couponType, couponAmount, currency, couponDuration } = offer.coupon
      const amount =
        couponType === "PERCENT" ? { percentOff: couponAmount } : { amountOff: couponAmount, currency }
      return {
        type: "discount",
        couponId: id,
        ...amount,
        ...(couponDuration && { durationInMonths: couponDuration }),
      }
    }
    case "PAUSE":
      return { type: "pause", months: offer.maxPauseLength, interval: offer.pauseInterval.toLowerCase() }
    case "PLAN_CHANGE":
      return {
        type: "plan_change",
        plans: offer.plans.map((plan) => ({
          id: plan.id,
          name: plan.name,
          duration: { interval: plan.interval.toLowerCase(), intervalCount: 1 },
          amount: { model: "fixed", value: plan.priceMinor, currency: plan.currency },
        })),
      }
    case "TRIAL_EXTENSION":
      return { type: "trial_extension", days: offer.days }
    case "REDIRECT":
      return { type: "redirect", url: offer.url, label: offer.label }
    case "CONTACT":
      return { type: "contact", ...(offer.url && { url: offer.url }), label: offer.label }
  }
}
