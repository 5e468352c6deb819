import type { BlueprintContent, BlueprintStep, FollowUp, Offer, SurveyChoice } from "@holdfast/protocol"
import { choiceGuid, type Reason } from "./reasons.ts"

/** The parts that the demo flows and the starter flow are put together from. Every guid is stable across versions. */

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
      header: `Would ${percent} % off help?`,
      description: `We can take ${percent} % off your next ${months} months. Nothing else about your plan changes, and you can still cancel at any time.`,
      cta: `Take ${percent} % off`,
      declineCta: "No thanks, continue",
    },
  }),
  pause: (months: number): Offer => ({
    guid: "offer-pause",
    offerType: "PAUSE",
    maxPauseLength: months,
    pauseInterval: "MONTH",
    copy: {
      header: "Take a break instead?",
      description: `Pause for up to ${months} months. You pay nothing while paused, and everything is here when you are back.`,
      cta: "Pause my subscription",
      declineCta: "No thanks, continue",
    },
  }),
  contact: (): Offer => ({
    guid: "offer-contact",
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
  smallerPlan: (): Offer => ({
    guid: "offer-smaller-plan",
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

export const choice = (reason: Reason, value: string, rest: Partial<SurveyChoice> = {}): SurveyChoice => ({
  guid: choiceGuid(reason),
  value,
  followup: null,
  offer: null,
  ...rest,
})

/** @param freeformLabel label of the typed answer; null when only the options may be picked */
export const followUp = (
  reason: Reason,
  question: string,
  options: string[],
  freeformLabel: string | null,
): FollowUp => ({
  question,
  options: options.map((value, i) => ({ guid: `followup-${reason}-${i + 1}`, value })),
  freeformLabel,
  required: false,
})

export const survey = (header: string, choices: SurveyChoice[], randomize = false): BlueprintStep => ({
  guid: "step-survey",
  stepType: "SURVEY",
  header,
  description: "Your answer helps us, and it does not stand in the way of cancelling.",
  survey: { choices, randomize },
})

export const offerStep = (offer: Offer): BlueprintStep => ({
  guid: `step-${offer.guid}`,
  stepType: "OFFER",
  header: offer.copy.header,
  description: offer.copy.description,
  offer,
})

export const freeform = (header: string): BlueprintStep => ({
  guid: "step-feedback",
  stepType: "FREEFORM",
  header,
  description: "We read every answer. You can leave this empty.",
  freeform: { placeholder: "What could have been better?", required: false, minLength: 0 },
})

export const confirm = (): BlueprintStep => ({
  guid: "step-confirm",
  stepType: "CONFIRM",
  header: "Cancel your subscription",
  description:
    "You keep access until the end of the period you have paid for. You can come back at any time.",
  confirm: { acknowledgement: false, acknowledgementText: "" },
})

export const content = (
  steps: BlueprintStep[],
  cooldowns: { discount: number | null; pause: number | null } = { discount: 60, pause: 90 },
): BlueprintContent => ({
  steps,
  branding: { primaryColor: "#0f766e", brandImage: null },
  discountCooldown: cooldowns.discount,
  pauseCooldown: cooldowns.pause,
})
