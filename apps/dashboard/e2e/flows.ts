import type { FlowVersion } from "@holdfast/protocol/dashboard"
import type { Blueprint, BlueprintContent, Offer, SurveyChoice } from "@holdfast/protocol/flow"

const discount = (percent: number): Offer => ({
  guid: "offer-discount",
  offerType: "DISCOUNT",
  coupon: {
    id: `STAY${percent}`,
    couponType: "PERCENT",
    couponAmount: percent,
    currency: null,
    couponDuration: 3,
  },
  copy: {
    header: `Would ${percent}% off help?`,
    description: "Nothing else about your plan changes.",
    cta: `Take ${percent}% off`,
    declineCta: "No thanks, continue",
  },
})

const choice = (guid: string, value: string, rest: Partial<SurveyChoice> = {}): SurveyChoice => ({
  guid,
  value,
  followup: null,
  offer: null,
  ...rest,
})

function content(isNew: boolean): BlueprintContent {
  const missing = choice("choice-missing", "Missing features", {
    followup: {
      question: "What were you missing?",
      options: [{ guid: "o1", value: "Reports" }],
      freeformLabel: "Something else",
      required: true,
    },
  })
  return {
    steps: [
      ...(isNew
        ? ([
            {
              guid: "step-pause",
              stepType: "OFFER",
              header: "Take a break instead?",
              description: "",
              offer: {
                guid: "offer-pause",
                offerType: "PAUSE",
                maxPauseLength: 3,
                pauseInterval: "MONTH",
                copy: { header: "Take a break instead?", description: "", cta: "Pause", declineCta: "No" },
              },
            },
          ] as const)
        : []),
      {
        guid: "step-survey",
        stepType: "SURVEY",
        header: isNew ? "What makes you want to cancel?" : "Why do you want to cancel?",
        description: "Your answer helps us.",
        survey: {
          choices: [choice("choice-price", "Too expensive", { offer: discount(isNew ? 30 : 20) }), missing],
          randomize: isNew,
        },
      },
      ...(isNew
        ? []
        : ([
            {
              guid: "step-feedback",
              stepType: "FREEFORM",
              header: "What could we have done better?",
              description: "",
              freeform: { placeholder: "Be honest", required: true, minLength: 10 },
            },
          ] as const)),
      {
        guid: "step-confirm",
        stepType: "CONFIRM",
        header: "Cancel your subscription",
        description: "You keep access until the end of the period.",
        confirm: { acknowledgement: true, acknowledgementText: "I know that my projects become read-only" },
      },
    ],
    branding: { primaryColor: isNew ? "#0f766e" : "#7c3aed", brandImage: null },
    discountCooldown: 30,
    pauseCooldown: null,
  }
}

const version = (number: number, publishedAt: string): Blueprint => ({
  id: `bp_${number}`,
  flowId: "flow_1",
  name: "Annual teams",
  segmentId: "seg_1",
  version: number,
  publishedAt,
  content: content(number === 3),
})

const all = [
  version(3, "2026-09-01T09:00:00Z"),
  version(2, "2026-03-01T09:00:00Z"),
  version(1, "2025-03-01T09:00:00Z"),
] as const

/** `bp_3` is published now, `bp_2` and `bp_1` were before; nothing else is known. */
export function flowVersion(id: string): FlowVersion | null {
  const blueprint = all.find((each) => each.id === id)
  if (!blueprint) return null
  const versions = all.map(({ id, version, publishedAt }) => ({
    ...{ id, version, publishedAt },
    publishedBy: { name: "Ada" },
    note: null,
  }))
  return { blueprint, published: all[0], versions }
}

/** The same text in every place of a flow that takes text. */
export function hostileFlow(text: string): FlowVersion {
  const copy = { header: text, description: text, cta: text, declineCta: text }
  const redirect = { guid: "o", offerType: "REDIRECT", url: text, label: text, copy } as const
  const followup = {
    question: text,
    options: [{ guid: "p", value: text }],
    freeformLabel: text,
    required: true,
  }
  const { steps } = content(false)
  const blueprint: Blueprint = {
    ...all[1],
    name: text,
    content: {
      ...content(false),
      steps: [
        {
          guid: "s",
          stepType: "SURVEY",
          header: text,
          description: text,
          survey: { randomize: false, choices: [choice("c", text, { followup, offer: redirect })] },
        },
        { guid: "o", stepType: "OFFER", header: text, description: text, offer: redirect },
        ...steps.map((step) => ({ ...step, header: text, description: text })),
      ],
      branding: { primaryColor: "red;background:url(x)", brandImage: text },
    },
  }
  return { blueprint, published: all[0], versions: [] }
}
