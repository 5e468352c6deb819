import type { AcceptedOffer, Offer } from "@holdfast/protocol"
import type { HandlerName } from "../callbacks.ts"
import type { Undertaking } from "../flow/undertaking.ts"

/** An accepted offer. `taken` is its flat form, with what the customer picked in it. */
export function toAccept(
  customer: object,
  offer: Offer,
  taken: AcceptedOffer,
  blueprintId: string | null,
): Undertaking {
  const flow = blueprintId === null ? {} : { blueprintId }
  /** What the billing does: handler, listener and action belong together. */
  const billing = (
    name: "Discount" | "Pause" | "TrialExtension" | "PlanChange",
    terms: object,
    action: Undertaking["action"],
    told = terms,
  ): Undertaking => ({
    handler: `handle${name}`,
    handlerArgs: [customer, terms],
    listener: `on${name}`,
    listenerArgs: [customer, told],
    action,
    goTo: null,
  })
  /** What the page or another page does; there is nothing to ask Holdfast for. */
  const elsewhere = (handler: HandlerName, given: unknown[], goTo: Undertaking["goTo"]): Undertaking => ({
    handler,
    handlerArgs: [customer, ...given],
    listener: null,
    listenerArgs: [],
    action: null,
    goTo,
  })
  switch (offer.offerType) {
    case "DISCOUNT": {
      const { couponId, couponType, couponAmount, couponDuration = null } = taken
      const coupon = { couponId, couponType, couponAmount, couponDuration }
      return billing("Discount", coupon, { action: "discount", body: { coupon: couponId, ...flow } })
    }
    case "PAUSE": {
      const { pauseDuration, pauseInterval } = taken
      const body = { duration: pauseDuration, interval: pauseInterval?.toLowerCase() }
      return billing("Pause", { pauseDuration }, { action: "pause", body })
    }
    case "TRIAL_EXTENSION": {
      const body = { days: offer.days, ...flow }
      return billing("TrialExtension", { trialExtensionDays: offer.days }, { action: "extend-trial", body })
    }
    case "PLAN_CHANGE": {
      const planId = taken.newPlanId
      const plan = offer.plans.find(({ id }) => id === planId)
      return billing("PlanChange", { plan }, { action: "change-plan", body: { planId } }, { planId })
    }
    case "REDIRECT": {
      const { label, url } = offer
      return elsewhere("handleRedirect", [{ redirectLabel: label, redirectUrl: url }], {
        url,
        inNewTab: false,
      })
    }
    case "CONTACT":
      return elsewhere("handleSupportRequest", [], offer.url ? { url: offer.url, inNewTab: true } : null)
  }
}
