import type { AcceptedOffer, PresentedOffer } from "../schema/session-facts.ts"
import type { OfferType } from "../words.ts"
import type { Offer } from "./blueprint.ts"

/**
 * What an offer promised, as far as it is known: from a blueprint, from what a client says it presented, or from what
 * the customer took. Money is in minor units. null is "not told".
 */
export type KnownTerms =
  | {
      offerType: "DISCOUNT"
      percent: number | null
      amountMinor: number | null
      currency: string | null
      /** Months, or the words of a coupon without an end or for a single invoice. */
      lasts: number | "forever" | "once" | null
      couponId: string | null
    }
  | {
      offerType: "PAUSE"
      length: number | null
      interval: "MONTH" | "WEEK"
      /** `length` is the longest that could be picked, not what was. */
      isMost: boolean
    }
  | { offerType: "PLAN_CHANGE"; plans: KnownPlan[] }
  | { offerType: "TRIAL_EXTENSION"; days: number | null }
  | { offerType: "REDIRECT"; url: string | null; label: string | null }
  | { offerType: "CONTACT"; url: string | null; label: string | null }
  | { offerType: "REBATE"; amountMinor: number | null; percent: number | null; currency: string | null }
  | { offerType: "CUSTOM"; name: string | null }

export interface KnownPlan {
  id: string
  name: string | null
  priceMinor: number | null
  currency: string | null
  interval: string | null
}

/** The terms of an offer as it is written in a blueprint. */
export function termsInBlueprint(offer: Offer): KnownTerms {
  switch (offer.offerType) {
    case "DISCOUNT": {
      const { id, couponType, couponAmount, currency, couponDuration } = offer.coupon
      return {
        offerType: "DISCOUNT",
        percent: couponType === "PERCENT" ? couponAmount : null,
        amountMinor: couponType === "AMOUNT" ? couponAmount : null,
        currency,
        lasts: couponDuration ?? "forever",
        couponId: id,
      }
    }
    case "PAUSE":
      return {
        offerType: "PAUSE",
        length: offer.maxPauseLength,
        interval: offer.pauseInterval,
        isMost: true,
      }
    case "PLAN_CHANGE":
      return { offerType: "PLAN_CHANGE", plans: offer.plans }
    case "TRIAL_EXTENSION":
      return { offerType: "TRIAL_EXTENSION", days: offer.days }
    case "REDIRECT":
    case "CONTACT":
      return { offerType: offer.offerType, url: offer.url, label: offer.label }
    case "REBATE": {
      const { amountType, amount, currency } = offer.rebate
      const [amountMinor, percent] = amountType === "FIXED" ? [amount, null] : [null, amount]
      return { offerType: "REBATE", amountMinor, percent, currency }
    }
    case "CUSTOM":
      return { offerType: "CUSTOM", name: offer.customOfferType }
  }
}

/** The terms of an offer as a client says that it was presented (wire contract 1.4). */
export function termsPresented(offer: PresentedOffer, currency: string | null): KnownTerms {
  switch (offer.offerType) {
    case "DISCOUNT": {
      const { couponId, customAmount, customDuration } = offer.discountConfig ?? {}
      return {
        offerType: "DISCOUNT",
        percent: numberIn(customAmount),
        amountMinor: null,
        currency,
        lasts: durationIn(customDuration),
        couponId: textIn(couponId),
      }
    }
    case "PAUSE": {
      const { maxPauseLength, pauseInterval } = offer.pauseConfig ?? {}
      return {
        offerType: "PAUSE",
        length: numberIn(maxPauseLength),
        interval: pauseInterval === "WEEK" ? "WEEK" : "MONTH",
        isMost: true,
      }
    }
    case "PLAN_CHANGE": {
      const options = offer.planChangeConfig?.options
      const ids = Array.isArray(options) ? options.map(textIn).filter((id) => id !== null) : []
      return { offerType: "PLAN_CHANGE", plans: ids.map((id) => plan(id)) }
    }
    case "TRIAL_EXTENSION":
      return {
        offerType: "TRIAL_EXTENSION",
        days: numberIn(offer.trialExtensionConfig?.trialExtensionDays),
      }
    case "REDIRECT": {
      const { redirectUrl, redirectLabel } = offer.redirectConfig ?? {}
      return { offerType: "REDIRECT", url: textIn(redirectUrl), label: textIn(redirectLabel) }
    }
    case "CONTACT":
      return { offerType: "CONTACT", url: null, label: null }
    case "REBATE": {
      const { customAmount, percentAmount } = offer.rebateConfig ?? {}
      const [amountMinor, percent] = [numberIn(customAmount), numberIn(percentAmount)]
      return { offerType: "REBATE", amountMinor, percent, currency }
    }
    default:
      return { offerType: "CUSTOM", name: offer.customOfferType ?? null }
  }
}

/** The terms that a customer took (wire contract 1.3). */
export function termsTaken(offer: AcceptedOffer, currency: string | null): KnownTerms {
  const offerType: OfferType | undefined = offer.offerType
  switch (offerType) {
    case "DISCOUNT": {
      const { couponType, couponAmount, couponDuration, couponId } = offer
      const isAmount = couponType === "AMOUNT"
      return {
        offerType,
        percent: isAmount ? null : (couponAmount ?? null),
        amountMinor: isAmount ? (couponAmount ?? null) : null,
        currency,
        lasts: couponDuration ?? null,
        couponId: couponId ?? null,
      }
    }
    case "PAUSE":
      return {
        offerType,
        length: offer.pauseDuration ?? null,
        interval: offer.pauseInterval ?? "MONTH",
        isMost: false,
      }
    case "PLAN_CHANGE": {
      const id = offer.newPlanId
      return { offerType, plans: id ? [plan(id, offer.newPlanPrice ?? null, currency)] : [] }
    }
    case "TRIAL_EXTENSION":
      return { offerType, days: offer.trialExtensionDays ?? null }
    case "REDIRECT":
      return { offerType, url: offer.redirectUrl ?? null, label: null }
    case "CONTACT":
      return { offerType, url: null, label: null }
    case "REBATE":
      return { offerType, amountMinor: offer.rebateAmount ?? null, percent: null, currency }
    default:
      return { offerType: "CUSTOM", name: offer.customOfferType ?? null }
  }
}

const plan = (id: string, priceMinor: number | null = null, currency: string | null = null): KnownPlan => ({
  id,
  name: null,
  priceMinor,
  currency,
  interval: null,
})

const textIn = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null)
const numberIn = (value: unknown): number | null => (typeof value === "number" ? value : null)

/** `"3"`, `3`, `"FOREVER"`, `"ONCE"`. */
function durationIn(value: unknown): number | "forever" | "once" | null {
  if (value === "FOREVER") return "forever"
  if (value === "ONCE") return "once"
  const months = Number(value)
  return (typeof value === "string" || typeof value === "number") && months > 0 ? months : null
}
