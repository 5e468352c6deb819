import type { SessionFacts } from "@holdfast/protocol"
import { countWords } from "../exports/size-words.ts"
import type { Fact } from "../parts/fact-list.tsx"
import { plainText } from "../parts/plain-text.ts"

type KnownField = Extract<keyof SessionFacts, string>

/** Fields that the page tells in words of its own. */
const told = [
  "billingFacts",
  "customer",
  "blueprintId",
  "segmentId",
  "abtest",
  "abtestArm",
  "canceled",
  "aborted",
  "decisionState",
  "degraded",
  "surveyId",
  "surveyChoiceId",
  "surveyChoiceValue",
  "followupQuestion",
  "followupResponse",
  "feedback",
  "acceptedOffer",
  "presentedOffers",
  "stepsViewed",
  "customActionHandler",
  "recording",
  "recordingStartTime",
  "recordingEndTime",
  "record",
  "region",
  "clickToCancelEnabled",
  "usedClickToCancel",
  "clicks",
  "secondsToCancel",
  "lang",
  "detectedLang",
  "uiLang",
  "contentLang",
  "displayLang",
  "overriddenLang",
  "langMismatch",
  "translationType",
  "availableTranslations",
  "untranslatedTexts",
  "discountCooldownApplied",
  "pauseCooldownApplied",
] as const satisfies (KnownField | "record")[]

type LabelledField = Exclude<KnownField, (typeof told)[number]>

/** Every other field that we know has a label of ours; one without does not compile. */
const labels: Record<LabelledField | "customOfferResult", string> = {
  customOfferResult: "Result of the custom offer",
  customStepResults: "Results of custom steps",
  provider: "Billing provider",
  embedVersion: "Client version",
  managedFlow: "Through the email-verified flow",
  strictFTCComplianceEnabled: "Maximal US Compliance",
  autoOptimizationUsed: "Discount picked by adaptive offers",
  autoOptimizationKey: "Bucket of adaptive offers",
  discountCooldown: "Discounts held back",
  pauseCooldown: "Pauses held back",
  sentimentScores: "Sentiment of the feedback",
  feedbackAnalysis: "Analysis of the feedback",
}

/** What clients reported besides, in words of ours; fields that are unknown to us by the client's own names. */
export function otherLines(facts: SessionFacts): Fact[] {
  const { discountCooldown, discountCooldownApplied, pauseCooldown, pauseCooldownApplied } = facts
  const { customOfferResult = null } = facts.acceptedOffer ?? {}
  const values = {
    customOfferResult,
    ...facts,
    discountCooldown: cooldownWords(discountCooldown, discountCooldownApplied),
    pauseCooldown: cooldownWords(pauseCooldown, pauseCooldownApplied),
  }
  return Object.entries(values).flatMap(([field, value]): Fact[] => {
    if (value == null || (told as readonly string[]).includes(field)) return []
    const text = plainText(value)
    return Object.hasOwn(labels, field)
      ? [{ label: labels[field as keyof typeof labels], text }]
      : [{ label: field, text, isOwn: true }]
  })
}

/** Whether offers of a kind were left out, and why; null where nothing is known of it. */
function cooldownWords(days: number | null = null, isApplied: boolean | null = null): string | null {
  if (isApplied !== true && days === null) return isApplied === null ? null : "No"
  const span = days === null ? null : countWords(days, "day")
  if (isApplied !== true) return `No: the flow has ${span} without a second one`
  return span === null ? "Yes: one was taken shortly before" : `Yes: one was taken less than ${span} before`
}
