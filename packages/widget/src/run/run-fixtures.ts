import type { BlueprintStep, Offer, OfferTerms } from "@holdfast/protocol/flow"
import type { RunFlow } from "./flow-screens.ts"
import { termsOf } from "./offer-terms.ts"
import type { RunState } from "./run-state.ts"

/** A flow with one of each step, for tests. */

const copy = { header: "Stay", description: "A while", cta: "Take it", declineCta: "No" }

export const offer = (guid: string, terms: OfferTerms): Offer => ({ guid, copy, ...terms })

export const halfPrice: OfferTerms = {
  offerType: "DISCOUNT",
  coupon: { id: "half", couponType: "PERCENT", couponAmount: 50, currency: null, couponDuration: 3 },
}

export const longerTrial: OfferTerms = { offerType: "TRIAL_EXTENSION", days: 14 }

export const offerStep = (terms: OfferTerms): BlueprintStep => ({
  stepType: "OFFER",
  guid: "offer",
  header: "",
  description: "",
  offer: offer("offer-of-step", terms),
})

const words = { header: "", description: "" }

export const aFlow: RunFlow & { steps: BlueprintStep[] } = {
  id: "blueprint-1",
  segmentId: null,
  termsOf,
  steps: [
    {
      ...words,
      stepType: "SURVEY",
      guid: "survey",
      survey: {
        randomize: false,
        choices: [
          {
            guid: "expensive",
            value: "Too expensive",
            followup: null,
            offer: offer("offer-half", halfPrice),
          },
          {
            guid: "missing",
            value: "Something is missing",
            offer: null,
            followup: {
              question: "What is missing?",
              options: [
                { guid: "export", value: "Exports" },
                { guid: "later", value: "It comes later", offer: offer("offer-wait", longerTrial) },
              ],
              freeformLabel: "Something else",
              required: false,
            },
          },
        ],
      },
    },
    {
      ...words,
      stepType: "OFFER",
      guid: "pause",
      offer: offer("offer-pause", { offerType: "PAUSE", maxPauseLength: 3, pauseInterval: "MONTH" }),
    },
    {
      ...words,
      stepType: "FREEFORM",
      guid: "words",
      freeform: { placeholder: "", required: false, minLength: 0 },
    },
    {
      ...words,
      stepType: "CONFIRM",
      guid: "confirm",
      confirm: { acknowledgement: true, acknowledgementText: "I know" },
    },
  ],
}

export const guidsOf = (state: RunState) => state.visits.map(({ screen }) => screen.guid)
