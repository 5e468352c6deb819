import type { OfferType } from "../words.ts"

/**
 * A blueprint is one published, locked version of a flow: what a customer is shown, step by step. Sessions
 * point at the blueprint they ran, so that the exact version can be opened whatever was published since.
 * Amounts are in minor units; every `guid` is stable across versions.
 */
export interface Blueprint {
  id: string
  /** "Primary Flow", or the segment's name. */
  name: string
  /** The segment whose flow this is; null is the Primary Flow. */
  segmentId: string | null
  /** Rises with every publication of the flow. */
  version: number
  publishedAt: string
  content: BlueprintContent
}

export interface BlueprintContent {
  steps: BlueprintStep[]
  branding: {
    /** The merchant's colour, `#rrggbb`. */
    primaryColor: string | null
    /** Shown as the flow's heading image. */
    brandImage: string | null
  }
  /** Days in which no second discount or pause is offered. */
  discountCooldown: number | null
  pauseCooldown: number | null
}

interface StepBase {
  guid: string
  header: string
  description: string
}

export type BlueprintStep =
  | (StepBase & { stepType: "SURVEY"; survey: { choices: SurveyChoice[]; randomize: boolean } })
  | (StepBase & { stepType: "OFFER"; offer: Offer })
  | (StepBase & {
      stepType: "FREEFORM"
      freeform: { placeholder: string; required: boolean; minLength: number }
    })
  | (StepBase & { stepType: "CONFIRM"; confirm: { acknowledgement: boolean; acknowledgementText: string } })

export interface SurveyChoice {
  guid: string
  value: string
  followup: FollowUp | null
  /** Shown right after the survey to a customer who picked this choice. */
  offer: Offer | null
}

/** The question that a choice raises. With options, or typed, or both. */
export interface FollowUp {
  question: string
  options: { guid: string; value: string }[]
  /** The label of the typed answer; null when only the options may be picked. */
  freeformLabel: string | null
  required: boolean
}

export interface OfferCopy {
  header: string
  description: string
  /** The button that takes the offer. */
  cta: string
  declineCta: string
}

/** `guid` travels as `decisionId` to the SDKs and comes back in `acceptedOffer.guid`. */
export type Offer = { guid: string; copy: OfferCopy } & OfferTerms

export type OfferTerms =
  | { offerType: "DISCOUNT"; coupon: Coupon }
  | { offerType: "PAUSE"; maxPauseLength: number; pauseInterval: "MONTH" | "WEEK" }
  | {
      offerType: "PLAN_CHANGE"
      plans: { id: string; name: string; priceMinor: number; currency: string; interval: string }[]
    }
  | { offerType: "TRIAL_EXTENSION"; days: number }
  | { offerType: "REDIRECT"; url: string; label: string }
  | { offerType: "CONTACT"; url: string | null; label: string }

export interface Coupon {
  id: string
  couponType: "PERCENT" | "AMOUNT"
  /** Percent, or minor units of `currency`. */
  couponAmount: number
  currency: string | null
  /** Months; null is for ever. */
  couponDuration: number | null
}

export type { OfferType }
