import type { Offer, OfferTerms } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import type { Answers } from "./answers.ts"
import { termsOf } from "./offer-terms.ts"
import { factsOf } from "./run-facts.ts"
import { aFlow, halfPrice, offer } from "./run-fixtures.ts"
import { accept, answer, cancel, decline, goOn, noteHandler } from "./run-moves.ts"
import { type RunState, startRun } from "./run-state.ts"

const languages = {
  detectedLang: "en-GB",
  overriddenLang: null,
  uiLang: "en",
  contentLang: "en",
  displayLang: "en-GB",
}
const begin = () => startRun(aFlow, 0, null)
const at = (seconds: number) => new Date(seconds * 1000).toISOString()
const facts = (state: RunState, end: "aborted" | null = null, now = 60_000) =>
  factsOf(state, now, end, languages)
const taken = (given: Offer, answers: Answers) => {
  const { guid, offerType } = given
  return { guid, offerType, ...termsOf(given, answers, null).taken }
}

test("the first report says which flow was opened and where the customer stands", () => {
  expect(facts(begin())).toEqual({
    embedVersion: "holdfast-widget",
    blueprintId: "blueprint-1",
    segmentId: null,
    surveyId: "survey",
    canceled: false,
    usedClickToCancel: false,
    presentedOffers: [],
    stepsViewed: [{ stepType: "SURVEY", guid: "survey", numChoices: 2, start: at(0) }],
    detectedLang: "en-GB",
    uiLang: "en",
    contentLang: "en",
    displayLang: "en-GB",
    lang: "en-GB",
    langMismatch: false,
  })
})

test("a cancelled run tells the whole way in the words of the contract", () => {
  let state = answer(begin(), { choiceGuid: "missing", followupGuid: "typed", followupText: " Maps " })
  state = decline(goOn(state, 10_000), 20_000)
  state = goOn(answer(state, { feedback: " Good bye " }), 30_000)
  state = cancel(noteHandler(state, "handleCancel"), 40_000)
  expect(facts(state)).toEqual({
    embedVersion: "holdfast-widget",
    blueprintId: "blueprint-1",
    segmentId: null,
    surveyId: "survey",
    surveyChoiceId: "missing",
    surveyChoiceValue: "Something is missing",
    followupQuestion: "What is missing?",
    followupResponse: "Maps",
    feedback: "Good bye",
    canceled: true,
    usedClickToCancel: false,
    customActionHandler: "handleCancel",
    presentedOffers: [
      {
        guid: "offer-pause",
        offerType: "PAUSE",
        accepted: false,
        presentedAt: at(10),
        declinedAt: at(20),
        pauseConfig: { maxPauseLength: 3, pauseInterval: "MONTH", datePicker: false },
      },
    ],
    stepsViewed: [
      { stepType: "SURVEY", guid: "survey", numChoices: 2, start: at(0), end: at(10), duration: 10_000 },
      { stepType: "OFFER", guid: "pause", start: at(10), end: at(20), duration: 10_000 },
      { stepType: "FREEFORM", guid: "words", start: at(20), end: at(30), duration: 10_000 },
      { stepType: "CONFIRM", guid: "confirm", start: at(30), end: at(40), duration: 10_000 },
    ],
    detectedLang: "en-GB",
    uiLang: "en",
    contentLang: "en",
    displayLang: "en-GB",
    lang: "en-GB",
    langMismatch: false,
  })
})

test("an offer taken after a survey choice is both presented and accepted", () => {
  let state = goOn(answer(begin(), { choiceGuid: "expensive" }), 5000)
  state = accept(state, taken(offer("offer-half", halfPrice), state.answers), 8000)
  const { acceptedOffer, presentedOffers, stepsViewed } = facts(state)
  expect({ acceptedOffer, presentedOffers, last: stepsViewed?.at(-1) }).toEqual({
    acceptedOffer: {
      guid: "offer-half",
      offerType: "DISCOUNT",
      couponId: "half",
      couponType: "PERCENT",
      couponAmount: 50,
      couponDuration: 3,
    },
    presentedOffers: [
      {
        guid: "offer-half",
        offerType: "DISCOUNT",
        accepted: true,
        presentedAt: at(5),
        acceptedAt: at(8),
        surveyOffer: true,
        surveyChoiceId: "expensive",
        discountConfig: { couponId: "half", customAmount: 50 },
      },
    ],
    last: { stepType: "OFFER", guid: "survey:offer:expensive", start: at(5), end: at(8), duration: 3000 },
  })
})

test("closing the flow ends the current step and says aborted", () => {
  const { aborted, stepsViewed } = facts(begin(), "aborted", 7000)
  expect([aborted, stepsViewed?.[0]?.duration]).toEqual([true, 7000])
})

test("a decision that nobody has answered is told as asked, and one that was refused is not told at all", () => {
  const asked: RunState = { ...cancel(begin(), 1000), decisionState: "asked" }
  expect(facts(asked, "aborted")).toMatchObject({ canceled: true, decisionState: "asked" })
  const refused: RunState = { ...begin(), decisionState: "refused" }
  expect(facts(refused)).toMatchObject({ canceled: false, decisionState: "refused" })
  expect(facts(cancel(begin(), 1000))).not.toHaveProperty("decisionState")
})

test("a decision is never reported as aborted", () => {
  expect(facts(cancel(begin(), 1000), "aborted")).toMatchObject({ canceled: true })
  expect(facts(cancel(begin(), 1000), "aborted")).not.toHaveProperty("aborted")
})

test("text that was typed but never sent stays in the browser", () => {
  const state = answer(begin(), { choiceGuid: "missing", followupGuid: "typed", followupText: "secret" })
  expect(JSON.stringify(facts(state, "aborted"))).not.toContain("secret")
})

test("a follow-up option is reported by its text", () => {
  const state = answer(begin(), { choiceGuid: "missing", followupGuid: "export" })
  expect(facts(state).followupResponse).toBe("Exports")
})

test("every kind of offer travels flat, with what the customer picked in it", () => {
  const plan = { id: "small", name: "Small", priceMinor: 900, currency: "usd", interval: "MONTH" }
  const terms: OfferTerms[] = [
    { offerType: "PAUSE", maxPauseLength: 6, pauseInterval: "WEEK" },
    { offerType: "PLAN_CHANGE", plans: [{ ...plan, id: "big" }, plan] },
    { offerType: "TRIAL_EXTENSION", days: 14 },
    { offerType: "REDIRECT", url: "https://example.com/learn", label: "Learn" },
    { offerType: "CONTACT", url: null, label: "Write" },
  ]
  const { answers } = answer(begin(), { pauseLength: 4, planId: "small" })
  expect(terms.map((each) => taken(offer("g", each), answers))).toEqual([
    { guid: "g", offerType: "PAUSE", pauseDuration: 4, pauseInterval: "WEEK" },
    { guid: "g", offerType: "PLAN_CHANGE", newPlanId: "small", newPlanPrice: 900 },
    { guid: "g", offerType: "TRIAL_EXTENSION", trialExtensionDays: 14 },
    { guid: "g", offerType: "REDIRECT", redirectUrl: "https://example.com/learn" },
    { guid: "g", offerType: "CONTACT" },
  ])
})

test.each([
  // a browser in French is shown the flow's English
  ["fr-FR", null, "en", true],
  ["en-GB", null, "en", false],
  // a browser that names no language asks for none
  [null, null, "en", false],
  ["fr-FR", "de", "de", false],
  ["en-GB", "ja", "en", true],
])(
  "a browser in %s on a page that asks for %s was shown %s; as asked: not %s",
  (detectedLang, overriddenLang, displayLang, langMismatch) => {
    const told = factsOf(begin(), 0, null, { ...languages, detectedLang, overriddenLang, displayLang })
    expect(told).toMatchObject({ lang: displayLang, displayLang, langMismatch })
    expect([told.detectedLang ?? null, told.overriddenLang ?? null]).toEqual([detectedLang, overriddenLang])
  },
)

test("Cancel now says so, on whatever step it was pressed", () => {
  const { canceled, usedClickToCancel, stepsViewed } = facts(cancel(begin(), 5000, true))
  expect([canceled, usedClickToCancel, stepsViewed?.map(({ end }) => end)]).toEqual([true, true, [at(5)]])
})
