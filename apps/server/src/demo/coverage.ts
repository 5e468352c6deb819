import {
  AcceptedOffer,
  CustomerSnapshot,
  PresentedOffer,
  Region,
  SessionFacts,
  StepViewed,
} from "@holdfast/protocol/schema"

/** Which fields of the record a set of records shows, for the claim that the demo shows all of them. */

const under = (path: string, names: readonly string[]) => names.map((name) => `${path}.${name}`)
const fieldsOf = (schema: { properties: object }) => Object.keys(schema.properties)

const coupon = ["id", "couponType", "couponAmount", "couponDuration"]
const sentiments = {
  emotionA: ["angry", "confused", "grateful", "practical"],
  reasonA: ["ease", "need", "budget", "refund", "feature", "technical"],
  productA: ["negative", "positive"],
  productB: ["negative", "recommend"],
  productC: ["poor", "great"],
  productD: ["hate", "like", "love", "dislike"],
  reactivateA: ["negative", "reactivate"],
  subjectiveA: ["emotional", "reasonable"],
}

/**
 * Nothing plays a recording yet, so that the demo has none: its address would lead nowhere. Its flows never fail, and are
 * translated whole. Its sessions are simulated, and no billing was asked for them.
 */
const notInDemo = [
  ...["recording", "recordingStartTime", "recordingEndTime", "degraded", "untranslatedTexts", "billingFacts"],
]

/** Every field of section 1 of the wire contract, as a path; lists are looked through, not counted. */
export const recordFields: readonly string[] = [
  ...["_id", "org", "mode", "saveType", "bounced", "createdAt", "updatedAt"],
  ...fieldsOf(SessionFacts as unknown as { properties: object }).filter((name) => !notInDemo.includes(name)),
  ...under("customer", fieldsOf(CustomerSnapshot)),
  ...under("customer.subscriptionDiscount", ["id", "coupon"]),
  ...under("customer.subscriptionDiscount.coupon", coupon),
  ...under("acceptedOffer", fieldsOf(AcceptedOffer)),
  ...under("acceptedOffer.stackedOffer", ["guid", "offerType", "acceptanceId", "stackStatus"]),
  ...under(
    "presentedOffers",
    fieldsOf(PresentedOffer).filter((name) => name !== "customOfferResult" && name !== "followupOptionId"),
  ),
  ...under("presentedOffers.discountConfig", ["couponId", "customAmount", "customDuration", "autoOptimize"]),
  ...under("presentedOffers.pauseConfig", ["maxPauseLength", "pauseInterval", "datePicker"]),
  ...under("presentedOffers.planChangeConfig", ["options"]),
  ...under("presentedOffers.trialExtensionConfig", ["trialExtensionDays"]),
  ...under("presentedOffers.redirectConfig", ["redirectUrl", "redirectLabel"]),
  ...under("stepsViewed", fieldsOf(StepViewed)),
  ...under("region", fieldsOf(Region)),
  ...Object.entries(sentiments).flatMap(([name, scores]) => under(`sentimentScores.${name}`, scores)),
  ...under("feedbackAnalysis", ["question", "response", "sessionId", "timestamp", "feedbackAnalyzerVersion"]),
  ...under("feedbackAnalysis.feedbackTypes", ["type", "category", "explanation"]),
]

function reaches(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (value === null || value === undefined) return false
  if (Array.isArray(value))
    return value.some((item) => reaches(item, name === undefined ? [] : [name, ...rest]))
  if (name === undefined) return true
  return typeof value === "object" && reaches((value as Record<string, unknown>)[name], rest)
}

/** The fields that no record has a value for. */
export function neverSeen(records: readonly unknown[], fields: readonly string[]): string[] {
  return fields.filter((field) => !records.some((record) => reaches(record, field.split("."))))
}
