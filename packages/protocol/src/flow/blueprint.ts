import type { BlueprintContent, Offer } from "../schema/blueprint.ts"

/**
 * A blueprint is one published, locked version of a flow: what a customer is shown, step by step. Sessions
 * point at the blueprint they ran, so that the exact version can be opened whatever was published since.
 */
export interface Blueprint {
  id: string
  /** The flow that this is a version of. */
  flowId: string
  /** "Primary Flow", or the segment's name. */
  name: string
  /** The segment whose flow this is; null is the Primary Flow. */
  segmentId: string | null
  /** Rises with every publication of the flow. */
  version: number
  publishedAt: string
  content: BlueprintContent
}

/** What keeps a content from being published. */
export interface BlueprintFault {
  /** Where: `steps[1].survey.choices[3].guid`. */
  path: string
  /** The part that it stands in; null where it is of the whole flow. */
  guid: string | null
  /** What is wrong there, as the end of a sentence that begins with the path. */
  fault: string
}

export type {
  BlueprintContent,
  BlueprintStep,
  Coupon,
  FollowUp,
  Offer,
  OfferCopy,
  Rebate,
  SurveyChoice,
  Translation,
  Translations,
  TurnedOff,
} from "../schema/blueprint.ts"
export type { FlowArm } from "../words.ts"

type Terms<T> = T extends unknown ? Omit<T, "guid" | "copy"> : never
/** What an offer gives, without its id and its words. */
export type OfferTerms = Terms<Offer>
