import type { AcceptedOffer, Offer, PresentedOffer } from "@holdfast/protocol"
import type { Answers } from "../run/run-state.ts"

/** The terms of an offer as `presentedOffers` spells them (wire contract 1.4). */
export function configOf(offer: Offer): PresentedOffer {
  switch (offer.offerType) {
    case "DISCOUNT": {
      const { id, couponType, couponAmount, couponDuration } = offer.coupon
      const config: Record<string, unknown> = { couponId: id }
      if (couponType === "PERCENT") config.customAmount = couponAmount
      if (couponDuration === null) config.customDuration = "FOREVER"
      return { discountConfig: config }
    }
    case "PAUSE": {
      const { maxPauseLength, pauseInterval } = offer
      return { pauseConfig: { maxPauseLength, pauseInterval, datePicker: false } }
    }
    case "PLAN_CHANGE":
      return { planChangeConfig: { options: offer.plans.map(({ id }) => id) } }
    case "TRIAL_EXTENSION":
      return { trialExtensionConfig: { trialExtensionDays: offer.days } }
    case "REDIRECT":
      return { redirectConfig: { redirectUrl: offer.url, redirectLabel: offer.label } }
    case "CONTACT":
      return { contactConfig: {} }
  }
}

/** The flat form of the offer as it was taken (wire contract 1.3), with what the customer picked in it. */
export function takenOffer(offer: Offer, answers: Answers): AcceptedOffer {
  const { guid } = offer
  switch (offer.offerType) {
    case "DISCOUNT": {
      const { id, couponType, couponAmount, couponDuration } = offer.coupon
      const taken: AcceptedOffer = { guid, offerType: "DISCOUNT", couponId: id, couponType, couponAmount }
      return couponDuration === null ? taken : { ...taken, couponDuration }
    }
    case "PAUSE": {
      const pauseDuration = answers.pauseLength ?? 1
      return { guid, offerType: "PAUSE", pauseDuration, pauseInterval: offer.pauseInterval }
    }
    case "PLAN_CHANGE": {
      const plan = offer.plans.find(({ id }) => id === answers.planId) ?? offer.plans[0]
      if (!plan) return { guid, offerType: "PLAN_CHANGE" }
      return { guid, offerType: "PLAN_CHANGE", newPlanId: plan.id, newPlanPrice: plan.priceMinor }
    }
    case "TRIAL_EXTENSION":
      return { guid, offerType: "TRIAL_EXTENSION", trialExtensionDays: offer.days }
    case "REDIRECT":
      return { guid, offerType: "REDIRECT", redirectUrl: offer.url }
    case "CONTACT":
      return { guid, offerType: "CONTACT" }
  }
}
