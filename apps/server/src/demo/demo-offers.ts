import type { Offer } from "@holdfast/protocol/flow"
import { pauseOffer } from "../flow/flow-parts.ts"

/** What the demo workspace offers. */
export const offers = {
  discount: (percent: number, months: number): Offer => ({
    guid: "offer-discount",
    offerType: "DISCOUNT",
    coupon: {
      id: `STAY${percent}`,
      couponType: "PERCENT",
      couponAmount: percent,
      currency: null,
      couponDuration: months,
    },
    copy: {
      header: `Would ${percent}% off help?`,
      description: `We can take ${percent}% off your next ${months} months. Nothing else about your plan changes, and you can still cancel at any time.`,
      cta: `Take ${percent}% off`,
      declineCta: "No thanks, continue",
    },
  }),
  /** To those who found an alternative. */
  match: (percent: number, months: number): Offer => ({
    guid: "offer-match",
    offerType: "DISCOUNT",
    coupon: {
      id: `MATCH${percent}`,
      couponType: "PERCENT",
      couponAmount: percent,
      currency: null,
      couponDuration: months,
    },
    copy: {
      header: "We match their price",
      description: `Stay where your work is: we take ${percent}% off your next ${months} months, and you move nothing.`,
      cta: `Stay with ${percent}% off`,
      declineCta: "No thanks, continue",
    },
  }),
  pause: pauseOffer,
  /** @param guid another one where a flow makes the offer twice */
  contact: (guid = "offer-contact"): Offer => ({
    guid,
    offerType: "CONTACT",
    url: null,
    label: "Talk to us",
    copy: {
      header: "May we take a look?",
      description: "A person from our support team reads this and answers within one working day.",
      cta: "Talk to support",
      declineCta: "No thanks, continue",
    },
  }),
  archive: (): Offer => ({
    guid: "offer-archive",
    offerType: "REDIRECT",
    url: "https://shop.example.com/archive",
    label: "See the free archive plan",
    copy: {
      header: "Keep your work, free",
      description: "The archive plan keeps finished projects readable for as long as you like, at no cost.",
      cta: "See the archive plan",
      declineCta: "No thanks, continue",
    },
  }),
  trialExtension: (days: number): Offer => ({
    guid: "offer-trial-extension",
    offerType: "TRIAL_EXTENSION",
    days,
    copy: {
      header: "Need a little longer?",
      description: `Trials are short and weeks are full. Have another ${days} days, still free.`,
      cta: `Add ${days} days`,
      declineCta: "No thanks, continue",
    },
  }),
  /** @param choice the reason that it answers; a flow may make it at several */
  smallerPlan: (choice: string): Offer => ({
    guid: `offer-smaller-plan-${choice}`,
    offerType: "PLAN_CHANGE",
    plans: [
      {
        id: "price_starter_monthly_usd",
        name: "Starter",
        priceMinor: 1200,
        currency: "usd",
        interval: "MONTH",
      },
      { id: "price_pro_monthly_usd", name: "Pro", priceMinor: 2900, currency: "usd", interval: "MONTH" },
    ],
    copy: {
      header: "A smaller plan might fit",
      description: "Keep your data and your history, and pay for less.",
      cta: "Switch plan",
      declineCta: "No thanks, continue",
    },
  }),
} as const
