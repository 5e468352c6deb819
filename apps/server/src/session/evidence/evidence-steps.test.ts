import type { SessionFacts } from "@holdfast/protocol"
import type { BlueprintContent, Offer } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { shuffled } from "../../flow/present/shuffle.ts"
import { de } from "../../flow/present/words/de.ts"
import { en } from "../../flow/present/words/en.ts"
import { evidenceSteps } from "./evidence-steps.ts"

const offer = (guid: string, copy: Partial<Offer["copy"]> = {}): Offer => ({
  guid,
  offerType: "PAUSE",
  maxPauseLength: 3,
  pauseInterval: "MONTH",
  copy: { header: "Take a break", description: "", cta: "", declineCta: "", ...copy },
})
const choice = (guid: string, value: string) => ({ guid, value, followup: null, offer: null })
const words = { header: "", description: "" }
const content: BlueprintContent = {
  branding: { primaryColor: "#4f46e5", brandImage: null },
  discountCooldown: null,
  pauseCooldown: null,
  steps: [
    {
      ...words,
      stepType: "SURVEY",
      guid: "survey",
      header: "Why, {{CUSTOMER_NAME|you}}?",
      survey: {
        randomize: true,
        choices: [
          { ...choice("dear", "Too dear"), offer: offer("of-reason") },
          choice("rare", "I use it rarely"),
          choice("other", "Something else"),
        ],
      },
    },
    {
      ...words,
      stepType: "FREEFORM",
      guid: "words",
      freeform: { placeholder: "Go on", required: false, minLength: 0 },
    },
    { ...words, stepType: "OFFER", guid: "final", offer: offer("of-step", { declineCta: "No, thanks" }) },
    {
      ...words,
      stepType: "CONFIRM",
      guid: "end",
      confirm: { acknowledgement: true, acknowledgementText: "" },
    },
  ],
}
const at = (second: number) => new Date(Date.UTC(2026, 10, 1, 12, 0, second)).toISOString()
const viewed = (stepType: "SURVEY" | "OFFER" | "FREEFORM" | "CONFIRM", guid: string, from: number) => ({
  stepType,
  guid,
  start: at(from),
  end: at(from + 1),
})

test("every step is told as the customer read it, with what they pressed there", () => {
  const facts: SessionFacts = {
    canceled: true,
    usedClickToCancel: true,
    clickToCancelEnabled: true,
    surveyId: "survey",
    surveyChoiceId: "dear",
    surveyChoiceValue: "Too dear",
    feedback: "Bye",
    presentedOffers: [
      { guid: "of-reason", offerType: "PAUSE", presentedAt: at(2), declinedAt: at(3), surveyOffer: true },
      { guid: "of-step", offerType: "PAUSE", presentedAt: at(6) },
    ],
    stepsViewed: [
      viewed("SURVEY", "survey", 0),
      viewed("OFFER", "survey:offer:dear", 2),
      viewed("FREEFORM", "words", 4),
      viewed("OFFER", "final", 6),
    ],
  }
  const steps = evidenceSteps({ facts, content, words: en, run: "a-run" })
  const order = shuffled(["Too dear", "I use it rarely", "Something else"], "a-run")
  const cancelNow = ["cancel-now", "Cancel now"]
  expect(steps.map(({ texts }) => texts.map(({ part, text }) => [part, text]))).toEqual([
    [
      ["heading", "Why, {{CUSTOMER_NAME|you}}?"],
      ...order.map((text) => ["choice", text]),
      ["button", "Continue"],
      cancelNow,
    ],
    [
      ["heading", "Take a break"],
      ["terms", "A pause of up to 3 months"],
      ["button", "Pause my subscription"],
      ["button", "No thanks, continue"],
      cancelNow,
    ],
    [
      ["heading", "Is there anything else you would like to tell us?"],
      ["text", "We read every answer."],
      ["field", "Go on"],
      ["button", "Continue"],
      cancelNow,
    ],
    [
      ["heading", "Take a break"],
      ["terms", "A pause of up to 3 months"],
      ["button", "Pause my subscription"],
      ["button", "No, thanks"],
      cancelNow,
    ],
  ])
  expect(steps.map(({ pressed }) => pressed)).toEqual([
    [{ what: "chose", text: "Too dear", at: null }],
    [{ what: "declined", text: null, at: at(3) }],
    [{ what: "wrote", text: "Bye", at: null }],
    [{ what: "cancelled-at-once", text: "Cancel now", at: at(7) }],
  ])
  expect(steps.map(({ shownAt, leftAt }) => [shownAt, leftAt])).toEqual([
    [at(0), at(1)],
    [at(2), at(3)],
    [at(4), at(5)],
    [at(6), at(7)],
  ])
})

test("merge fields say what the session keeps of the customer; a name is kept nowhere, and an answer has none", () => {
  const [survey, ...others] = content.steps
  if (survey?.stepType !== "SURVEY") throw new Error("The survey comes first")
  const choices = [choice("team", "Not for {{team|us}}")]
  const asking = { ...survey, survey: { choices, randomize: false } }
  const read = (header: string, customer: NonNullable<SessionFacts["customer"]> | null) => {
    const facts: SessionFacts = { customer, stepsViewed: [viewed("SURVEY", "survey", 0)] }
    const steps = [{ ...asking, header }, ...others]
    return evidenceSteps({ facts, content: { ...content, steps }, words: en, run: null })[0]?.texts
  }
  const header = "{{CUSTOMER_NAME.FIRST|Friend}} ({{CUSTOMER_EMAIL}}) of {{ team | your team }}"
  const kept = { id: "1", email: "ada@example.com", customAttributes: { team: "Engines" } }
  expect(read(header, kept)?.slice(0, 2)).toEqual([
    { part: "heading", text: "{{CUSTOMER_NAME.FIRST|Friend}} (ada@example.com) of Engines" },
    { part: "choice", text: "Not for {{team|us}}" },
  ])
  expect(read(header, { id: "1" })?.[0]?.text).toBe("{{CUSTOMER_NAME.FIRST|Friend}} () of your team")
  // nothing is known of the customer, so nothing is known of what they read
  expect(read(header, null)?.[0]?.text).toBe(header)
})

test("in another language the buttons have its words, and the last step says what cancelled", () => {
  const facts: SessionFacts = { canceled: true, stepsViewed: [viewed("CONFIRM", "end", 0)] }
  const [step] = evidenceSteps({ facts, content, words: de, run: null })
  expect(step?.texts.map(({ text }) => text)).toEqual([
    de.confirmTitle,
    de.confirmBody,
    de.acknowledge,
    de.cancelSubscription,
    de.keepSubscription,
  ])
  expect(step?.pressed).toEqual([{ what: "cancelled", text: de.cancelSubscription, at: at(1) }])
})

test("the built-in step is told, without the Cancel now that it does not have", () => {
  const facts: SessionFacts = { clickToCancelEnabled: true, stepsViewed: [viewed("CONFIRM", "confirm", 0)] }
  const [step] = evidenceSteps({ facts, content, words: en, run: null })
  expect(step?.texts.map(({ text }) => text)).toEqual([
    en.confirmTitle,
    en.confirmBody,
    en.cancelSubscription,
    en.keepSubscription,
  ])
})

test("a step of no version that is known has no texts, and an answer stands on the last visit", () => {
  const facts: SessionFacts = {
    surveyId: "survey",
    surveyChoiceValue: "Too dear",
    stepsViewed: [viewed("SURVEY", "survey", 0), viewed("OFFER", "gone", 2), viewed("SURVEY", "survey", 4)],
  }
  const steps = evidenceSteps({ facts, content: null, words: en, run: null })
  expect(steps.map(({ texts, pressed }) => [texts.length, pressed.length])).toEqual([
    [0, 0],
    [0, 0],
    [0, 1],
  ])
})

test("an answer and its offer are told in the language that the customer read", () => {
  const [survey, ...others] = content.steps
  if (survey?.stepType !== "SURVEY") throw new Error("The survey comes first")
  const option = { guid: "rarely", value: "Once a month", offer: offer("of-option") }
  const followup = { question: "How often?", options: [option], freeformLabel: null, required: false }
  const asking = { ...choice("rare", "I use it rarely"), followup }
  const translated = (text: string, source: string) => ({ text, source, by: "own" as const })
  const [step, raised] = evidenceSteps({
    facts: {
      contentLang: "de",
      surveyId: "survey",
      surveyChoiceId: "rare",
      surveyChoiceValue: "I use it rarely",
      followupResponse: "Once a month",
      stepsViewed: [viewed("SURVEY", "survey", 0), viewed("OFFER", "survey:offer:rarely", 2)],
      presentedOffers: [{ guid: "of-option", offerType: "PAUSE", surveyOffer: true, declinedAt: at(3) }],
    },
    content: {
      ...content,
      steps: [{ ...survey, survey: { choices: [asking], randomize: false } }, ...others],
      translations: {
        de: {
          rare: { value: translated("Ich nutze es selten", "I use it rarely") },
          rarely: { value: translated("Einmal im Monat", "Once a month") },
          "of-option": { "copy.header": translated("Mach eine Pause", "Take a break") },
        },
      },
    },
    words: de,
    run: null,
  })
  expect(step?.texts).toContainEqual({ part: "choice", text: "Ich nutze es selten" })
  expect(step?.pressed).toEqual([
    { what: "chose", text: "Ich nutze es selten", at: null },
    { what: "answered", text: "Einmal im Monat", at: null },
  ])
  expect(raised?.texts[0]).toEqual({ part: "heading", text: "Mach eine Pause" })
  expect(raised?.pressed).toEqual([{ what: "declined", text: null, at: at(3) }])
})

test("of a version that is gone, the offer of an option is told on the step that it raised", () => {
  const [, raised] = evidenceSteps({
    facts: {
      surveyId: "survey",
      surveyChoiceId: "rare",
      stepsViewed: [viewed("SURVEY", "survey", 0), viewed("OFFER", "survey:offer:rarely", 2)],
      presentedOffers: [
        {
          guid: "of-option",
          offerType: "PAUSE",
          surveyOffer: true,
          surveyChoiceId: "rare",
          followupOptionId: "rarely",
          declinedAt: at(3),
        },
      ],
    },
    content: null,
    words: de,
    run: null,
  })
  expect(raised?.pressed).toEqual([{ what: "declined", text: null, at: at(3) }])
})
