import type { AcceptedOffer, OfferType, PresentedOffer } from "@holdfast/protocol"
import type { Offer } from "@holdfast/protocol/flow"
import type { Person } from "./people.ts"
import type { Prng } from "./prng.ts"
import type { Reason } from "./reasons.ts"

/** An offer as it is written into a session: what was put before the customer, and what taking it meant. */
export interface ShownOffer {
  guid: string
  offerType: OfferType
  /** Percent of a discount, for how tempting it is; 0 for every other offer. */
  percent: number
  presented: Partial<PresentedOffer>
  accepted: Partial<AcceptedOffer>
}

/** @param isAdaptive the terms were picked for this customer */
export function shownOffer(offer: Offer, isAdaptive: boolean, chance: Prng): ShownOffer {
  const { guid, offerType } = offer
  const shown = (
    presented: Partial<PresentedOffer>,
    accepted: Partial<AcceptedOffer>,
    percent = 0,
  ): ShownOffer => ({
    guid,
    offerType,
    percent,
    presented,
    accepted,
  })
  switch (offer.offerType) {
    case "DISCOUNT": {
      const { id: couponId, couponType, couponAmount, couponDuration } = offer.coupon
      return shown(
        {
          discountConfig: {
            couponId,
            customAmount: couponAmount,
            customDuration: couponDuration === null ? "FOREVER" : String(couponDuration),
            autoOptimize: isAdaptive,
          },
        },
        { couponId, couponType, couponAmount, couponDuration, ...(isAdaptive ? { autoOptimize: true } : {}) },
        couponType === "PERCENT" ? couponAmount : 20,
      )
    }
    case "PAUSE": {
      const { maxPauseLength, pauseInterval } = offer
      return shown(
        { pauseConfig: { maxPauseLength, pauseInterval, datePicker: false } },
        { pauseDuration: chance.between(1, maxPauseLength), pauseInterval },
      )
    }
    case "PLAN_CHANGE": {
      const plan = offer.plans[0]
      return shown(
        { planChangeConfig: { options: offer.plans.map(({ id }) => id) } },
        plan ? { newPlanId: plan.id, newPlanPrice: plan.priceMinor } : {},
      )
    }
    case "TRIAL_EXTENSION":
      return shown(
        { trialExtensionConfig: { trialExtensionDays: offer.days } },
        { trialExtensionDays: offer.days },
      )
    case "REDIRECT":
      return shown(
        { redirectConfig: { redirectUrl: offer.url, redirectLabel: offer.label } },
        { redirectUrl: offer.url },
      )
    case "CONTACT":
      return shown({ contactConfig: {} }, {})
    case "REBATE": {
      const { amountType, amount } = offer.rebate
      const isFixed = amountType === "FIXED"
      const rebateConfig = { amountType, ...(isFixed ? { customAmount: amount } : { percentAmount: amount }) }
      return shown({ rebateConfig } as Partial<PresentedOffer>, isFixed ? { rebateAmount: amount } : {})
    }
    case "CUSTOM": {
      const { customOfferType } = offer
      return shown({ customOfferType }, { customOfferType })
    }
  }
}

/**
 * Offers that the merchant's own application adds: part of the last invoice back for someone who finds it too
 * expensive, a call for someone who is stuck.
 */
export function ownOffer(person: Person, reason: Reason): ShownOffer | null {
  if (reason === "too-expensive") {
    const rebateAmount = Math.round(person.priceMinor / 2)
    return {
      guid: "offer-rebate",
      offerType: "REBATE",
      percent: 0,
      presented: { rebateConfig: { amountType: "PERCENT", percentAmount: 50 } } as Partial<PresentedOffer>,
      accepted: { rebateAmount },
    }
  }
  if (reason === "technical-problems" || reason === "missing-features") {
    return {
      guid: "offer-onboarding-call",
      offerType: "CUSTOM",
      percent: 0,
      presented: { customOfferType: "Onboarding call" },
      accepted: { customOfferType: "Onboarding call", customOfferResult: { minutes: 30, booked: true } },
    }
  }
  return null
}
