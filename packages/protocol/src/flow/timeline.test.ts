import { expect, test } from "vitest"
import type { SessionFacts } from "../schema/session-facts.ts"
import type { BlueprintContent } from "./blueprint.ts"
import { shownOffers } from "./shown-offers.ts"
import { timelineOf } from "./timeline.ts"

const copy = { header: "Half price?", description: "", cta: "", declineCta: "" }
const content: BlueprintContent = {
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
            followup: null,
            offer: { guid: "pause", offerType: "PAUSE", maxPauseLength: 3, pauseInterval: "MONTH", copy },
          },
        ],
      },
    },
  ],
  branding: { primaryColor: null, brandImage: null },
  discountCooldown: null,
  pauseCooldown: null,
}
const at = (second: number) => new Date(Date.UTC(2026, 10, 1, 10, 0, second)).toISOString()

test("steps stand in the order they were seen, with titles, durations, returns and the offers shown on them", () => {
  const session: SessionFacts = {
    stepsViewed: [
      { stepType: "SURVEY", guid: "survey", numChoices: 5, start: at(0), end: at(9), duration: 9000 },
      { stepType: "OFFER", guid: "survey:offer:price", start: at(9), end: at(12) },
      { stepType: "SURVEY", guid: "survey", start: at(12) },
    ],
    presentedOffers: [{ guid: "pause", offerType: "PAUSE", presentedAt: at(9) }],
  }
  const survey = { stepType: "SURVEY", customStepType: null, guid: "survey", title: "Why?" }
  expect(timelineOf(session, shownOffers(session, content), content)).toEqual([
    { ...survey, start: at(0), durationMs: 9000, visit: 1, choices: 5, offers: [] },
    {
      stepType: "OFFER",
      customStepType: null,
      guid: "survey:offer:price",
      title: "Half price?",
      start: at(9),
      durationMs: 3000,
      visit: 1,
      choices: null,
      offers: [0],
    },
    { ...survey, start: at(12), durationMs: null, visit: 2, choices: null, offers: [] },
  ])
})

test("without steps, times or a known flow there is nothing made up", () => {
  expect(timelineOf({}, [], null)).toEqual([])
  const offers = shownOffers({ presentedOffers: [{ guid: "a", offerType: "CONTACT" }] }, null)
  const unknown = {
    stepType: null,
    customStepType: null,
    guid: null,
    title: null,
    start: null,
    durationMs: null,
    choices: null,
    offers: [],
  }
  expect(timelineOf({ stepsViewed: [{}, { duration: -5 }] }, offers, null)).toEqual([
    { ...unknown, visit: 1 },
    { ...unknown, visit: 2 },
  ])
})
