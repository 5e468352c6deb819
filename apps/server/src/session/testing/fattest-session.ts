import type { SessionFacts } from "@holdfast/protocol"

/**
 * The fattest session that is kept whole: as many fields as there is room for, since reading a value costs more than
 * reading a letter.
 * @param offers of which each has 25 values; more than there is room for are left out again
 */
export function fattestSession(customerId: string, offers = 200): SessionFacts {
  const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`u${i}`, i]))
  return {
    canceled: true,
    customer: { id: customerId, email: `${customerId}@example.com`, customAttributes: fields(500) },
    surveyChoiceValue: "x".repeat(4000),
    followupResponse: "é".repeat(4000),
    feedback: "x".repeat(4000),
    stepsViewed: Array.from({ length: 200 }, () => ({ stepType: "SURVEY" as const, duration: 1 })),
    presentedOffers: Array.from({ length: offers }, (_, i) => ({
      guid: `offer-${i}`,
      offerType: "DISCOUNT" as const,
      accepted: false,
      discountConfig: fields(20),
    })),
    ...fields(100),
  }
}
