import { randomUUID } from "node:crypto"
import type { SessionFacts } from "@holdfast/protocol"

/** A session of a new customer who cancelled, of the size that they usually have: about 1 KB. */
export function settledSession(): { customerId: string; facts: SessionFacts } {
  const customerId = `cus_${randomUUID()}`
  const facts = {
    customer: {
      id: customerId,
      email: `${customerId}@example.com`,
      planId: "price_pro",
      planPrice: 2900,
      currency: "usd",
      billingInterval: "MONTH",
    },
    canceled: true,
    embedVersion: "sdk-react",
    surveyChoiceId: "too-expensive",
    surveyChoiceValue: "Too expensive",
    feedback: "I like it, I just cannot afford it this year.",
    presentedOffers: [
      { guid: "offer", offerType: "DISCOUNT", accepted: false, discountConfig: { couponId: "SAVE30" } },
    ],
    stepsViewed: (["SURVEY", "OFFER", "CONFIRM"] as const).map((stepType) => ({
      stepType,
      guid: stepType,
      start: new Date().toISOString(),
      duration: 4000,
    })),
  } satisfies SessionFacts
  return { customerId, facts }
}
