import { describe, expect, test } from "vitest"
import type { PresentedOffer } from "../schema/session-facts.ts"
import type { BlueprintContent } from "./blueprint.ts"
import { shownOffers } from "./shown-offers.ts"

const content: BlueprintContent = {
  steps: [
    {
      guid: "offer-step",
      stepType: "OFFER",
      header: "Stay",
      description: "",
      offer: {
        guid: "half",
        offerType: "DISCOUNT",
        coupon: {
          id: "HALF",
          couponType: "AMOUNT",
          couponAmount: 500,
          currency: "eur",
          couponDuration: null,
        },
        copy: { header: "Stay", description: "", cta: "Yes", declineCta: "No" },
      },
    },
  ],
  branding: { primaryColor: null, brandImage: null },
  discountCooldown: null,
  pauseCooldown: null,
}
const discount = { percent: null, amountMinor: null, currency: null, lasts: null, couponId: null }

test("the flow's own terms win over what a client says of them", () => {
  const presentedOffers = [
    { guid: "half", offerType: "DISCOUNT", accepted: false, discountConfig: { couponId: "HALF" } },
  ] as const
  const offered = { percent: null, amountMinor: 500, currency: "eur", lasts: "forever", couponId: "HALF" }
  expect(shownOffers({ presentedOffers: [...presentedOffers] }, content)[0]?.terms).toEqual({
    offerType: "DISCOUNT",
    ...offered,
  })
  expect(shownOffers({ presentedOffers: [...presentedOffers] }, null)[0]?.terms).toEqual({
    ...discount,
    offerType: "DISCOUNT",
    couponId: "HALF",
  })
})

test("an offer is taken, declined, or neither", () => {
  const at = "2026-11-01T10:00:00.000Z"
  const shown = shownOffers(
    {
      customer: { currency: "usd" },
      presentedOffers: [
        { guid: "a", offerType: "PAUSE", pauseConfig: { maxPauseLength: 3, pauseInterval: "MONTH" } },
        { guid: "b", offerType: "CONTACT", accepted: false, declinedAt: at },
        { guid: "c", offerType: "PAUSE", pauseConfig: { maxPauseLength: 3 }, accepted: true, acceptedAt: at },
      ],
      acceptedOffer: { guid: "c", offerType: "PAUSE", pauseDuration: 2, pauseInterval: "MONTH" },
    },
    null,
  )
  expect(shown.map(({ ending, endedAt }) => [ending, endedAt])).toEqual([
    ["left", null],
    ["declined", at],
    ["accepted", at],
  ])
  expect(shown[2]).toMatchObject({
    terms: { offerType: "PAUSE", length: 3, interval: "MONTH", isMost: true },
    taken: { offerType: "PAUSE", length: 2, interval: "MONTH", isMost: false },
  })
})

test("one that was shown twice was taken the last time", () => {
  const twice = { guid: "a", offerType: "CONTACT" } as const
  const shown = shownOffers({ presentedOffers: [twice, twice], acceptedOffer: twice }, null)
  expect(shown.map(({ ending }) => ending)).toEqual(["left", "accepted"])
})

test("an offer that was taken without having been presented is there, and so is the second of a pair", () => {
  const shown = shownOffers(
    {
      customer: { currency: "usd" },
      acceptedOffer: {
        offerType: "REBATE",
        rebateAmount: 900,
        stackedOffer: { offerType: "TRIAL_EXTENSION", trialExtensionDays: 7, stackStatus: "SCHEDULED" },
      },
    },
    null,
  )
  expect(shown.map(({ terms, isStacked, stackStatus }) => ({ terms, isStacked, stackStatus }))).toEqual([
    {
      terms: { offerType: "REBATE", amountMinor: 900, percent: null, currency: "usd" },
      isStacked: false,
      stackStatus: null,
    },
    { terms: { offerType: "TRIAL_EXTENSION", days: 7 }, isStacked: true, stackStatus: "SCHEDULED" },
  ])
})

test("a session without offers has none", () => {
  expect(shownOffers({}, content)).toEqual([])
  expect(shownOffers({ presentedOffers: null, acceptedOffer: null }, null)).toEqual([])
})

describe("what raised an offer", () => {
  const pause = {
    offerType: "PAUSE",
    maxPauseLength: 3,
    pauseInterval: "MONTH",
    copy: { header: "Take a break", description: "", cta: "Yes", declineCta: "No" },
  } as const
  const survey: BlueprintContent = {
    ...content,
    steps: [
      {
        guid: "survey",
        stepType: "SURVEY",
        header: "Why?",
        description: "",
        survey: {
          randomize: false,
          choices: [
            {
              guid: "price",
              value: "Too expensive",
              followup: {
                question: "Since when?",
                options: [{ guid: "lately", value: "Lately", offer: { ...pause, guid: "of-option" } }],
                freeformLabel: null,
                required: false,
              },
              offer: { ...pause, guid: "of-choice" },
            },
          ],
        },
      },
    ],
  }
  const raised = (offer: PresentedOffer, version: BlueprintContent | null = survey) =>
    shownOffers({ surveyChoiceId: "price", presentedOffers: [offer] }, version)[0]?.raisedBy
  const ofOption = { guid: "of-option", surveyOffer: true, surveyChoiceId: "price" }

  test("an option of the follow-up, with its words where the version is known", () => {
    const said = { ...ofOption, followupOptionId: "lately" }
    expect(raised(said)).toEqual({ kind: "option", guid: "lately", answer: "Lately" })
    expect(raised(said, null)).toEqual({ kind: "option", guid: "lately", answer: null })
    expect(raised({ ...said, followupOptionId: "gone" })).toEqual({
      kind: "option",
      guid: "gone",
      answer: null,
    })
  })

  test("an option that the client does not name is known by the offer that stands at it", () => {
    expect(raised(ofOption)).toEqual({ kind: "option", guid: "lately", answer: "Lately" })
  })

  test("a choice, by its own name or as that of the session", () => {
    const choice = { kind: "choice", guid: "price", answer: null }
    expect(raised({ guid: "of-choice", surveyOffer: true })).toEqual(choice)
    expect(raised({ guid: "of-choice", surveyChoiceId: "price" })).toEqual(choice)
  })

  test("nothing, where an offer is a step of its own", () => {
    expect(raised({ guid: "half" })).toBeNull()
    expect(raised({})).toBeNull()
  })
})
