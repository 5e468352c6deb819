import type { AcceptedOffer, PresentedOffer } from "@holdfast/protocol"
import { type Coupon, type Offer, offerData } from "@holdfast/protocol/flow"
import type { Answers } from "./answers.ts"
import type { Effect } from "./effect.ts"

export interface OfferTerms {
  /** As `presentedOffers` spells them (wire contract 1.4). */
  config: PresentedOffer
  /** As `acceptedOffer` spells them (wire contract 1.3), with what the customer picked. */
  taken: AcceptedOffer
  /** What has to happen when the customer takes it. */
  effect: Effect
}

/** A coupon as a page's own functions get it, under the names of the embed and under those of the SDKs. */
function couponFor({ id, couponType, couponAmount, couponDuration, currency }: Coupon) {
  return {
    couponId: id,
    couponType,
    couponAmount,
    couponDuration,
    ...(couponType === "PERCENT" ? { percentOff: couponAmount } : { amountOff: couponAmount, currency }),
    duration: couponDuration === null ? "forever" : couponDuration === 1 ? "once" : "repeating",
    ...(couponDuration !== null && { durationInMonths: couponDuration }),
  }
}

/** Everything that depends on the kind of an offer, for the customer's answers so far. */
export function termsOf(offer: Offer, answers: Answers, blueprintId: string | null): OfferTerms {
  const flow = blueprintId === null ? {} : { blueprintId }
  switch (offer.offerType) {
    case "DISCOUNT": {
      const { id: couponId, couponType, couponAmount, couponDuration } = offer.coupon
      const coupon = { couponId, couponType, couponAmount }
      const isForEver = couponDuration === null
      const discountConfig = {
        couponId,
        ...(couponType === "PERCENT" ? { customAmount: couponAmount } : {}),
        ...(isForEver ? { customDuration: "FOREVER" } : {}),
      }
      const body = { coupon: couponId, ...flow }
      return {
        config: { discountConfig },
        taken: isForEver ? coupon : { ...coupon, couponDuration },
        effect: { name: "Discount", given: [couponFor(offer.coupon)], action: "discount", body },
      }
    }
    case "PAUSE": {
      const { maxPauseLength, pauseInterval } = offer
      const pauseDuration = answers.pauseLength ?? 1
      const body = { duration: pauseDuration, interval: pauseInterval?.toLowerCase() }
      return {
        config: { pauseConfig: { maxPauseLength, pauseInterval, datePicker: false } },
        taken: { pauseDuration, pauseInterval },
        effect: { name: "Pause", given: [{ pauseDuration }], action: "pause", body },
      }
    }
    case "PLAN_CHANGE": {
      const { plans } = offer
      const plan = plans.find(({ id }) => id === answers.planId) ?? plans[0]
      const body = { planId: plan?.id }
      return {
        config: { planChangeConfig: { options: plans.map(({ id }) => id) } },
        taken: plan ? { newPlanId: plan.id, newPlanPrice: plan.priceMinor } : {},
        effect: { name: "PlanChange", given: [{ plan }], told: [body], action: "change-plan", body },
      }
    }
    case "TRIAL_EXTENSION": {
      const { days } = offer
      const terms = { trialExtensionDays: days }
      const body = { days, ...flow }
      return {
        config: { trialExtensionConfig: terms },
        taken: terms,
        effect: { name: "TrialExtension", given: [terms], action: "extend-trial", body },
      }
    }
    case "REDIRECT": {
      const { url, label } = offer
      const terms = { redirectUrl: url, redirectLabel: label }
      return {
        config: { redirectConfig: terms },
        taken: { redirectUrl: url },
        effect: { name: "Redirect", given: [terms], url },
      }
    }
    case "CONTACT":
      return {
        config: { contactConfig: {} },
        taken: {},
        effect: { name: "SupportRequest", given: [], url: offer.url },
      }
    case "REBATE": {
      const { amountType, amount, currency, invoiceScope } = offer.rebate
      const isFixed = amountType === "FIXED"
      const terms = {
        ...(isFixed ? { rebateAmount: amount, currency } : { percentAmount: amount }),
        invoiceScope,
      }
      const rebateConfig = {
        ...{ amountType, invoiceScope },
        ...(isFixed ? { customAmount: amount } : { percentAmount: amount }),
      }
      return {
        config: { rebateConfig },
        taken: isFixed ? { rebateAmount: amount } : {},
        effect: {
          name: "Rebate",
          given: [terms],
          action: "rebate",
          body: { ...flow, offerGuid: offer.guid },
        },
      }
    }
    case "CUSTOM": {
      const { customOfferType, guid } = offer
      const given = { customOfferType, guid, data: offerData(offer.data) ?? {} }
      return {
        config: { customOfferType },
        taken: { customOfferType },
        effect: { name: "CustomOffer", given: [given], url: null },
      }
    }
  }
}
