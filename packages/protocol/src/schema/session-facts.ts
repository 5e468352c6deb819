import { type Static, type TObject, type TProperties, Type } from "typebox"
import {
  clickToCancelRules,
  couponTypes,
  decisionStates,
  degradedReasons,
  flowArms,
  missingFacts,
  offerTypes,
  pauseIntervals,
  regionSources,
  stepTypes,
} from "../words.ts"
import * as field from "./field.ts"

/**
 * A session as clients report it and as the Data API gives it back: section 1 of the wire contract.
 * Unknown fields are kept and given back as they came, so no object here forbids them.
 */

const open = <T extends TProperties>(
  properties: T,
): TObject<{ [K in keyof T]: ReturnType<typeof Type.Optional<T[K]>> }> =>
  Type.Object(
    Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, Type.Optional(schema)])),
    { additionalProperties: true },
  ) as never

const orNull = <T extends TObject>(schema: T, required: (keyof Static<T> & string)[] = []) =>
  Type.Unsafe<Static<T> | null>({ ...schema, type: ["object", "null"], required })

export const CustomerSnapshot = open({
  id: field.id("the merchant's customer id", true),
  email: field.id("the customer's email"),
  created: field.calendarDate("when the subscription began"),
  subscriptionId: field.id("the subscription's id"),
  subscriptionStart: field.calendarDate("when the subscription began"),
  subscriptionPeriodStart: field.calendarDate("start of the paid period"),
  subscriptionPeriodEnd: field.calendarDate("end of the paid period"),
  planId: field.id("the provider's price id"),
  planPrice: field.number("price in minor units (2500 is $25)", { minimum: 0 }),
  currency: field.currency(),
  itemQuantity: field.number("seats"),
  billingInterval: field.billingInterval("billing interval", "billingIntervalCount"),
  billingIntervalCount: field.wholeNumber("how many intervals a period has"),
  onTrial: field.flag("on trial at session time"),
  trialStart: field.calendarDate("start of the trial"),
  trialEnd: field.calendarDate("end of the trial"),
  paused: field.flag("already paused at entry"),
  pauseEnd: field.calendarDate("end of the pause"),
  subscriptionDiscount: field.anyObject("the discount the customer already has"),
  latestDiscountExpiration: field.calendarDate("when that discount ends"),
  customAttributes: field.anyObject("the merchant's own attributes"),
})
export type CustomerSnapshot = Static<typeof CustomerSnapshot>

/** An offer of a kind that nobody here knows is a custom one of that name. */
const customOffer = { word: "CUSTOM", into: "customOfferType" } as const

const offerFields = {
  guid: field.id("the offer's id, the same in presentedOffers and acceptedOffer"),
  offerType: field.oneOf(offerTypes, "kind of offer", customOffer),
  customOfferType: field.id("name of a custom offer"),
  customOfferResult: field.anyObject("what a custom offer returned"),
}

const acceptedOfferFields = {
  ...offerFields,
  couponId: field.id("coupon taken"),
  couponType: field.unitOf("couponAmount", field.oneOf(couponTypes, "kind of coupon")),
  couponAmount: field.number("percent, or minor units"),
  couponDuration: field.number("months"),
  autoOptimize: field.flag("picked by adaptive offers"),
  pauseDuration: field.number("length of the pause"),
  pauseInterval: field.unitOf("pauseDuration", field.oneOf(pauseIntervals, "unit of the pause")),
  newPlanId: field.id("plan switched to"),
  newPlanPrice: field.number("its price in minor units"),
  trialExtensionDays: field.number("days added to the trial"),
  redirectUrl: field.label("where the customer was sent"),
  rebateAmount: field.number("minor units paid back"),
}

export const AcceptedOffer = open({
  ...acceptedOfferFields,
  offerType: Type.Enum([...offerTypes], { description: "kind of offer", otherwise: customOffer }),
  stackedOffer: field.anyObject("the second offer of a pair"),
})
export type AcceptedOffer = Static<typeof AcceptedOffer>

export const PresentedOffer = open({
  ...offerFields,
  accepted: field.flag("the customer took it"),
  presentedAt: field.instant("when it was shown"),
  acceptedAt: field.instant("when it was taken"),
  declinedAt: field.instant("when it was declined"),
  surveyOffer: field.flag("shown because of a survey choice"),
  surveyChoiceId: field.id("guid of the survey choice that raised it"),
  followupOptionId: field.id("guid of the follow-up's option that raised it"),
  discountConfig: field.anyObject("terms of a discount"),
  pauseConfig: field.anyObject("terms of a pause"),
  planChangeConfig: field.anyObject("terms of a plan change"),
  trialExtensionConfig: field.anyObject("terms of a trial extension"),
  redirectConfig: field.anyObject("terms of a redirect"),
  contactConfig: field.anyObject("terms of a contact offer"),
  rebateConfig: field.anyObject("terms of a rebate"),
})
export type PresentedOffer = Static<typeof PresentedOffer>

export const StepViewed = open({
  stepType: field.oneOf(stepTypes, "kind of step", { word: "CUSTOM", into: "customStepType" }),
  customStepType: field.id("name of a custom step"),
  guid: field.id("the step's id"),
  numChoices: field.wholeNumber("choices on a survey"),
  start: field.instant("when the customer came to the step"),
  end: field.instant("when the customer left it"),
  duration: field.number("milliseconds on the step"),
})
export type StepViewed = Static<typeof StepViewed>

const list = <T extends TObject>(item: T, maxItems: number, description: string) =>
  Type.Unsafe<Static<T>[] | null>({ type: ["array", "null"], items: item, maxItems, description })

export const Region = open({
  clickToCancel: field.flag("a single-click rule applies here"),
  strictFTCCompliance: field.flag("the maximal US rule applies here"),
  matchedRegion: field.label("display name of the region"),
  matchedRegionCode: field.id("code of the region"),
  source: field.oneOf(regionSources, "what told of the region"),
  basis: field.id("what was read there, such as a time zone"),
  rule: field.oneOf(clickToCancelRules, "the rule of click to cancel that holds there"),
})
export type Region = Static<typeof Region>

/** What came of asking the billing system for the customer as the flow opened. What clients say of it is no fact. */
export const BillingFactsNote = open({
  provider: field.id("the billing system that was asked"),
  asOf: field.instant("when it answered"),
  fields: field.labels("the fields of the customer that are its own, joined by commas"),
  missing: field.oneOf(missingFacts, "why it said nothing"),
})
export type BillingFactsNote = Static<typeof BillingFactsNote>

/** Everything about a run of the flow except whose it is and when it was recorded. */
const sessionFields = {
  customer: orNull(CustomerSnapshot),
  provider: field.id("billing provider"),
  billingFacts: orNull(BillingFactsNote),
  embedVersion: field.id("which client wrote it"),
  managedFlow: field.flag("ran through the email-verified flow"),
  blueprintId: field.id("the published flow version that the customer saw"),
  segmentId: field.id("matched segment; null is the Primary Flow"),
  abtest: field.id("A/B test of the session"),
  abtestArm: field.oneOf(flowArms, "side of that test that the customer was shown"),
  canceled: field.flag("the subscription was cancelled in the flow", true),
  aborted: field.flag("closed without a decision"),
  decisionState: field.oneOf(
    decisionStates,
    "asked: the customer decided so, and nobody has answered yet; refused: what was asked before is taken back",
  ),
  degraded: field.oneOf(
    degradedReasons,
    "why the customer was shown the built-in step in place of their flow",
  ),
  surveyId: field.id("guid of the survey step"),
  surveyChoiceId: field.id("id of the chosen reason"),
  surveyChoiceValue: field.label("text of the chosen reason"),
  followupQuestion: field.label("the question that this choice raised"),
  followupResponse: field.freeText("its answer"),
  feedback: field.freeText("text of the freeform step"),
  acceptedOffer: orNull(AcceptedOffer, ["offerType"]),
  presentedOffers: list(PresentedOffer, field.limits.offers, "every offer shown"),
  stepsViewed: list(StepViewed, field.limits.steps, "the steps in the order they were seen"),
  customStepResults: field.anyObject("what custom steps returned"),
  customActionHandler: field.labels("the merchant's own handlers that ran, joined by commas"),
  recording: field.label("URL of the recording"),
  recordingStartTime: field.instant("start of the recording"),
  recordingEndTime: field.instant("end of the recording"),
  region: orNull(Region),
  clickToCancelEnabled: field.flag("Cancel Now was available"),
  strictFTCComplianceEnabled: field.flag("the maximal US rule was on"),
  usedClickToCancel: field.flag("the customer pressed Cancel Now"),
  clicks: field.wholeNumber("presses of buttons and choices from the opening to the decision"),
  secondsToCancel: field.number("seconds from the opening to the press that cancelled", { minimum: 0 }),
  autoOptimizationUsed: field.flag("an adaptive offer picked the discount"),
  autoOptimizationKey: field.id("its bucket"),
  discountCooldown: field.number("days"),
  pauseCooldown: field.number("days"),
  discountCooldownApplied: field.flag("a cooldown held back a discount"),
  pauseCooldownApplied: field.flag("a cooldown held back a pause"),
  lang: field.id("language of the session"),
  detectedLang: field.id("language of the browser"),
  uiLang: field.id("language of the buttons"),
  contentLang: field.id("language of the flow's texts"),
  displayLang: field.id("language shown"),
  overriddenLang: field.id("language asked for by the page"),
  langMismatch: field.flag("detected language is not the one shown"),
  translationType: field.oneOf(["ai", "manual"], "how the content was translated"),
  availableTranslations: field.flag("a translation existed"),
  untranslatedTexts: field.wholeNumber("texts that stayed in the flow's own language"),
  sentimentScores: field.anyObject("sentiment of the feedback"),
  feedbackAnalysis: field.anyObject("analysis of the feedback"),
}

export const SessionFacts = open(sessionFields)
export type SessionFacts = Static<typeof SessionFacts>

/** What an SDK posts at the end of a flow. */
export const SdkSession = open({
  ...sessionFields,
  mode: field.oneOfAnyCase(["LIVE", "TEST", "SANDBOX"], "billing environment", true),
})
export type SdkSession = Static<typeof SdkSession>
