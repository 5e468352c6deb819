import type { CustomerSnapshot, DirectCustomer, DirectSubscription, SessionFacts } from "@holdfast/protocol"
import {
  type Blueprint,
  type BlueprintStep,
  type Offer,
  offerData,
  type Rebate,
} from "@holdfast/protocol/flow"

/**
 * A blueprint as the contract's SDKs read it (section 2.3). Their model is a little smaller: a survey reason
 * is either picked or typed to, so a follow-up question with options cannot travel, nor can the offers of its options; its
 * typed part does. An offer whose terms an SDK could not show is left out.
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
    steps: steps.flatMap((step) => toSdkStep(step, snapshot)),
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

function toSdkStep(step: BlueprintStep, snapshot: CustomerSnapshot): Record<string, unknown>[] {
  const common = { guid: step.guid, title: step.header, description: step.description }
  switch (step.stepType) {
    case "SURVEY":
      return [
        {
          type: "survey",
          ...common,
          reasons: step.survey.choices.map((choice) => {
            const offer = choice.offer && toSdkOffer(choice.offer, snapshot)
            return {
              id: choice.guid,
              label: choice.value,
              ...(choice.followup?.freeformLabel && { freeform: true }),
              ...(offer && { offer }),
            }
          }),
        },
      ]
    case "OFFER": {
      const offer = toSdkOffer(step.offer, snapshot)
      return offer ? [{ type: "offer", ...common, offer }] : []
    }
    case "FREEFORM":
      return [{ type: "feedback", ...common, ...step.freeform }]
    case "CONFIRM":
      return [{ type: "confirm", ...common }]
  }
}

/** @returns null where the SDKs could not say what it gives */
function toSdkOffer(offer: Offer, snapshot: CustomerSnapshot): Record<string, unknown> | null {
  const terms = toSdkTerms(offer, snapshot)
  if (!terms) return null
  const { header, description, cta, declineCta } = offer.copy
  const common = { decisionId: offer.guid, copy: { headline: header, body: description, cta, declineCta } }
  return { ...terms, ...common }
}

function toSdkTerms(offer: Offer, snapshot: CustomerSnapshot): Record<string, unknown> | null {
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
    case "REBATE":
      return toSdkRebate(offer.rebate, snapshot)
    case "CUSTOM":
      return { type: offer.customOfferType, data: offerData(offer.data) ?? {} }
  }
}

/** An SDK says what comes back and what that leaves of the invoice, so the customer's price has to be known. */
function toSdkRebate(
  { amountType, amount, currency }: Rebate,
  { planPrice, itemQuantity, currency: own }: CustomerSnapshot,
): Record<string, unknown> | null {
  const paidMinor = (planPrice ?? 0) * (itemQuantity ?? 1)
  if (paidMinor <= 0 || !own) return null
  if (amountType === "FIXED" && currency?.toLowerCase() !== own.toLowerCase()) return null
  const wanted = amountType === "FIXED" ? amount : Math.round((paidMinor * amount) / 100)
  const amountMinor = Math.min(wanted, paidMinor)
  return {
    ...{ type: "rebate", amountMinor, currency: own.toLowerCase() },
    ...{ amountPaidMinor: paidMinor, netAfterRebateMinor: paidMinor - amountMinor },
  }
}
