import type { SessionFacts } from "@holdfast/protocol"
import type { Fact } from "../parts/fact-list.tsx"
import { plainText } from "../parts/plain-text.ts"

/** Fields that the page tells in words of its own. */
const told: ReadonlySet<string> = new Set([
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
])

/** What clients reported besides, by their own names: results of custom steps, cooldowns, and fields unknown to us. */
export function otherLines(facts: SessionFacts): Fact[] {
  const { customOfferResult = null } = facts.acceptedOffer ?? {}
  return Object.entries({ customOfferResult, ...facts }).flatMap(([label, value]): Fact[] =>
    told.has(label) || value === null ? [] : [{ label, text: plainText(value), isOwn: true }],
  )
}
