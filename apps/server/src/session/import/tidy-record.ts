import { offerTypes } from "@holdfast/protocol"

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Words of a fixed list, by what they stand in; servers disagree on their case. */
const words = {
  record: ["saveType", "mode"],
  offer: ["offerType", "couponType", "pauseInterval"],
  step: ["stepType"],
} as const

/** Fields of which an empty text says nothing: times, and what identifies somebody. */
const emptyMeansNone = {
  record: ["updatedAt", "recordingStartTime", "recordingEndTime", "translationType", "segmentId"],
  customer: [
    "id",
    "email",
    "created",
    "subscriptionId",
    "subscriptionStart",
    "subscriptionPeriodStart",
    "subscriptionPeriodEnd",
    "billingInterval",
    "trialStart",
    "trialEnd",
    "pauseEnd",
    "latestDiscountExpiration",
  ],
  offer: ["presentedAt", "acceptedAt", "declinedAt"],
  step: ["start", "end"],
} as const

/**
 * Evens out what the servers that speak the contract write differently, in place and before the record is checked:
 * the case of words, empty texts for "none", an accepted offer of which only the record's `saveType` is known, and an
 * empty object where none was accepted.
 */
export function tidyRecord(record: Fields): void {
  upperCase(record, words.record)
  dropEmpty(record, emptyMeansNone.record)
  if (typeof record.translationType === "string") {
    record.translationType = record.translationType.toLowerCase()
  }
  joinHandlers(record)
  if (isFields(record.customer)) dropEmpty(record.customer, emptyMeansNone.customer)
  tidyAccepted(record)
  for (const offer of [record.acceptedOffer, ...listOf(record.presentedOffers)]) {
    if (!isFields(offer)) continue
    upperCase(offer, words.offer)
    dropEmpty(offer, emptyMeansNone.offer)
  }
  for (const step of listOf(record.stepsViewed)) {
    if (!isFields(step)) continue
    upperCase(step, words.step)
    dropEmpty(step, emptyMeansNone.step)
  }
}

function tidyAccepted(record: Fields): void {
  const { acceptedOffer, saveType } = record
  if (isFields(acceptedOffer) && Object.keys(acceptedOffer).length === 0) delete record.acceptedOffer
  if (!(offerTypes as readonly unknown[]).includes(saveType)) return
  if (record.acceptedOffer == null) record.acceptedOffer = { offerType: saveType }
  else if (isFields(record.acceptedOffer)) record.acceptedOffer.offerType ??= saveType
}

/** The contract has one text for several of them. */
function joinHandlers(record: Fields): void {
  const names = record.customActionHandler
  if (Array.isArray(names) && names.every((name) => typeof name === "string")) {
    record.customActionHandler = names.join(",")
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function upperCase(fields: Fields, names: readonly string[]): void {
  for (const name of names) {
    const value = fields[name]
    if (value === "") delete fields[name]
    else if (typeof value === "string") fields[name] = value.toUpperCase()
  }
}

function dropEmpty(fields: Fields, names: readonly string[]): void {
  for (const name of names) if (fields[name] === "") delete fields[name]
}
