import type { BlueprintContent, Translation } from "../flow/blueprint.ts"

const copy = { header: "Take a break", description: "For {{CUSTOMER_NAME|you}}", cta: "", declineCta: "No" }

/** A flow with a text of each kind, and slots that are turned off. */
export const spokenFlow = (): BlueprintContent => ({
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
              question: "What would be fair?",
              options: [
                { guid: "half", value: "Half" },
                { guid: "less", value: "Less" },
              ],
              freeformLabel: "Something else",
              required: false,
            },
            offer: { guid: "pause", copy, offerType: "PAUSE", maxPauseLength: 3, pauseInterval: "MONTH" },
          },
          {
            guid: "other",
            value: "Other",
            followup: { question: "Which?", options: [], freeformLabel: "Unseen", required: true },
            offer: null,
          },
        ],
      },
    },
    {
      guid: "confirm",
      stepType: "CONFIRM",
      header: "Sure, {{CUSTOMER_NAME.FIRST|there}}?",
      description: "You can come back.",
      confirm: { acknowledgement: false, acknowledgementText: "Unseen too" },
    },
  ],
  turnedOff: {
    FREEFORM: {
      guid: "freeform",
      stepType: "FREEFORM",
      header: "Anything else?",
      description: "",
      freeform: { placeholder: "Words", required: false, minLength: 0 },
    },
  },
  branding: { primaryColor: null, brandImage: null },
  discountCooldown: null,
  pauseCooldown: null,
})

export const translation = (text: string, source: string, by: Translation["by"] = "own"): Translation => ({
  text,
  source,
  by,
})
