import { flowActions, missingFacts, standings, unrecordedReasons } from "@holdfast/protocol"
import { CustomerSnapshot } from "@holdfast/protocol/schema"
import { Type } from "typebox"
import { languages } from "../../flow/present/words/choose-words.ts"

/** What the ways in of the public API answer. */

const texts = (description: string) => Type.Record(Type.String(), Type.String(), { description })
const anyObject = (description: string) => Type.Object({}, { additionalProperties: true, description })

/** Fields that were not kept as they came; missing where all were. */
const ignored = Type.Optional(
  Type.Array(
    Type.Object({
      path: Type.String({ description: "where the field stood, such as customer.planPrice" }),
      why: Type.String({ description: "what it takes" }),
    }),
    {
      description:
        "fields that could not be read and were left out, or cut; the session is kept without them",
    },
  ),
)

/** `OpenedFlow` of the protocol. */
export const OpenedFlowAnswer = Type.Object({
  ignored,
  sessionId: Type.Unsafe<string | null>({
    type: ["string", "null"],
    description: "null where the request asked for nothing to be recorded",
  }),
  customer: CustomerSnapshot,
  hasCancelNow: Type.Boolean({ description: "Cancel now is to be in sight on every step" }),
  actions: Type.Array(Type.Enum([...flowActions]), {
    description:
      "what the company's billing carries out; an offer of anything else needs a handler of the page",
  }),
  recording: Type.Object(
    {
      on: Type.Boolean(),
      mergeFields: Type.Optional(
        Type.Array(Type.String(), { description: "the merge fields that have a value: a log names them" }),
      ),
      hasNotice: Type.Optional(Type.Boolean({ description: "the flow is to say that it is recorded" })),
      why: Type.Optional(Type.Enum([...unrecordedReasons], { description: "why it is not recorded" })),
    },
    { description: "whether this run is recorded" },
  ),
  blueprint: Type.Object(
    {
      id: Type.String(),
      flowId: Type.String(),
      name: Type.String(),
      segmentId: Type.Unsafe<string | null>({ type: ["string", "null"] }),
      version: Type.Integer(),
      publishedAt: Type.String({ format: "date-time" }),
      content: anyObject("steps, colours and cooldowns, with merge fields filled"),
    },
    { description: "the published flow that this customer sees" },
  ),
  uiLang: Type.Enum(Object.keys(languages), { description: "language of `words`" }),
  words: texts("what the widget says around the flow's own texts, by key"),
  look: Type.Object(
    { light: texts("in light"), dark: texts("in dark") },
    { description: "CSS custom properties for each colour scheme" },
  ),
})

export const ReportedAnswer = Type.Object({
  ignored,
  sessionId: Type.String(),
  revision: Type.Integer({ description: "the highest that the server has" }),
})

const dateOrNull = (description: string) =>
  Type.Unsafe<string | null>({ type: ["string", "null"], format: "date-time", description })
const textOrNull = (description: string) =>
  Type.Unsafe<string | null>({ type: ["string", "null"], description })
const numberOrNull = (description: string) =>
  Type.Unsafe<number | null>({ type: ["number", "null"], description })

/** `WallAnswer` of the protocol. */
export const WallCheckAnswer = Type.Object({
  ignored,
  standing: Type.Enum([...standings], {
    description: "paused and unpaid: the wall that was asked for is to stand; unknown: nobody can say",
  }),
  why: Type.Optional(
    Type.Enum(["not-connected", ...missingFacts], { description: "with unknown: why nobody can say" }),
  ),
  shown: Type.Optional(
    Type.Object(
      {
        until: dateOrNull("of a pause: when it ends by itself, where somebody knows"),
        canResume: Type.Boolean({ description: "whether the company's billing can end a pause" }),
        unpaidDays: numberOrNull("of a failed payment: for how many days it has been open"),
        payUrl: textOrNull("of a failed payment: the billing's own page to pay it on"),
        brandImage: textOrNull("address of the logo"),
        uiLang: Type.Enum(Object.keys(languages), { description: "language of `words`" }),
        words: texts("what the wall says, by key"),
        look: Type.Object(
          { light: texts("in light"), dark: texts("in dark") },
          { description: "CSS custom properties for each colour scheme" },
        ),
      },
      { description: "what the wall says, where one is to stand" },
    ),
  ),
})

/** `ActionAnswer` of the protocol. */
export const RequestedAnswer = Type.Object({
  ignored,
  recorded: Type.Literal(true),
  state: Type.Optional(
    Type.Enum(["applied", "scheduled", "unknown"], {
      description:
        "what the billing did; unknown: it is requested, and not certain to be done. Missing where nobody has carried it out: it is tried again, or a person of the company does it",
    }),
  ),
  scheduledFor: Type.Optional(
    Type.String({ format: "date-time", description: "with scheduled: when it will happen" }),
  ),
})

export const SessionIdAnswer = Type.Object({
  _id: Type.String({ description: "id of the session" }),
  ignored,
})

/** `SdkConfig`, section 2.3 of the wire contract. */
export const SdkConfigAnswer = Type.Object({
  ignored,
  blueprintId: Type.String({ description: "the published version" }),
  steps: Type.Array(
    Type.Object(
      {
        type: Type.Enum(["survey", "offer", "feedback", "confirm"]),
        guid: Type.String(),
        title: Type.Optional(Type.String()),
        description: Type.Optional(Type.Unsafe<string | null>({ type: ["string", "null"] })),
      },
      { additionalProperties: true },
    ),
  ),
  customer: anyObject("the customer as the request had them, with the proven id"),
  subscriptions: Type.Array(anyObject("a subscription as the request had it")),
  settings: Type.Object({
    clickToCancelEnabled: Type.Boolean(),
    strictFTCComplianceEnabled: Type.Boolean(),
    discountCooldown: Type.Optional(Type.Number({ description: "days" })),
    pauseCooldown: Type.Optional(Type.Number({ description: "days" })),
  }),
})
