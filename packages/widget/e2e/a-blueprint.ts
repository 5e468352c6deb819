import type { Blueprint } from "@holdfast/protocol/flow"

/** A flow with every step of the first version. */
export const aBlueprint: Blueprint = {
  id: "blueprint-1",
  flowId: "flow-1",
  name: "Primary Flow",
  segmentId: null,
  version: 1,
  publishedAt: "2026-11-01T00:00:00.000Z",
  content: {
    branding: { primaryColor: "#4f46e5", brandImage: null },
    discountCooldown: null,
    pauseCooldown: null,
    steps: [
      {
        stepType: "SURVEY",
        guid: "survey",
        header: "Sorry to see you go, {{CUSTOMER_NAME.FIRST|there}}",
        description: "What is the main reason?",
        survey: {
          randomize: false,
          choices: [
            {
              guid: "expensive",
              value: "Too expensive",
              followup: null,
              offer: {
                guid: "offer-half",
                offerType: "DISCOUNT",
                coupon: {
                  id: "half",
                  couponType: "PERCENT",
                  couponAmount: 50,
                  currency: null,
                  couponDuration: 3,
                },
                copy: {
                  header: "Half price for three months?",
                  description: "Stay, and pay half until you know whether it is worth it.",
                  cta: "Take half off",
                  declineCta: "No thanks",
                },
              },
            },
            {
              guid: "missing",
              value: "Something is missing",
              offer: null,
              followup: {
                question: "What is missing?",
                options: [
                  { guid: "export", value: "Exports" },
                  { guid: "teams", value: "Team accounts" },
                ],
                freeformLabel: "Something else",
                required: true,
              },
            },
            { guid: "unused", value: "I do not use it enough", followup: null, offer: null },
          ],
        },
      },
      {
        stepType: "OFFER",
        guid: "pause",
        header: "",
        description: "",
        offer: {
          guid: "offer-pause",
          offerType: "PAUSE",
          maxPauseLength: 3,
          pauseInterval: "MONTH",
          copy: {
            header: "Would a break help?",
            description: "Everything stays as you left it.",
            cta: "Pause",
            declineCta: "No thanks",
          },
        },
      },
      {
        stepType: "FREEFORM",
        guid: "words",
        header: "",
        description: "",
        freeform: { placeholder: "", required: false, minLength: 0 },
      },
      {
        stepType: "CONFIRM",
        guid: "confirm",
        header: "Cancel your subscription?",
        description: "You keep access until the end of the period you have paid for.",
        confirm: {
          acknowledgement: true,
          acknowledgementText: "I understand that my data is deleted after 90 days.",
        },
      },
    ],
  },
}
