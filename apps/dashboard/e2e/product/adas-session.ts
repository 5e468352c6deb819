import type { SessionFacts } from "@holdfast/protocol"
import type { StreamRow } from "@holdfast/protocol/dashboard"

/** What the widget told of a customer who went back once, took a pause, and cancelled all the same. */
export function adasFacts({ createdAt }: StreamRow): SessionFacts {
  const at = (seconds: number) => new Date(Date.parse(createdAt) + seconds * 1000).toISOString()
  const step = (
    stepType: "SURVEY" | "OFFER" | "FREEFORM" | "CONFIRM",
    guid: string,
    from: number,
    to: number,
  ) => ({
    stepType,
    guid,
    start: at(from),
    end: at(to),
    ...(stepType === "SURVEY" && { numChoices: 7 }),
  })
  return {
    customer: {
      subscriptionId: "sub_1",
      subscriptionStart: "2024-08-12T00:00:00Z",
      trialEnd: "2026-11-30T00:00:00Z",
      subscriptionDiscount: {
        coupon: { id: "WELCOME15", couponType: "PERCENT", couponAmount: 15, couponDuration: 12 },
      },
      customAttributes: { teamSize: 5, industry: "Education", isNonprofit: true },
    },
    displayLang: "fr",
    detectedLang: "fr-FR",
    uiLang: "fr",
    translationType: "manual",
    surveyId: "step-survey",
    surveyChoiceId: "choice-price",
    region: { clickToCancel: true, strictFTCCompliance: false, matchedRegion: "California" },
    clickToCancelEnabled: true,
    recording: "https://recordings.example/ada",
    recordingStartTime: at(0),
    recordingEndTime: at(80),
    customStepResults: { satisfaction: { score: 3 } },
    stepsViewed: [
      step("SURVEY", "step-survey", 0, 13.4),
      step("OFFER", "step-survey:offer:choice-price", 13, 22),
      step("SURVEY", "step-survey", 22, 26),
      step("FREEFORM", "step-feedback", 26, 87),
      step("CONFIRM", "step-confirm", 87, 95),
    ],
    presentedOffers: [
      {
        guid: "offer-discount",
        offerType: "DISCOUNT",
        surveyOffer: true,
        presentedAt: at(14),
        declinedAt: at(22),
      },
      {
        guid: "offer-pause",
        offerType: "PAUSE",
        accepted: true,
        acceptedAt: at(60),
        pauseConfig: { maxPauseLength: 3, pauseInterval: "MONTH" },
      },
    ],
    acceptedOffer: { guid: "offer-pause", offerType: "PAUSE", pauseDuration: 2, pauseInterval: "MONTH" },
  }
}
