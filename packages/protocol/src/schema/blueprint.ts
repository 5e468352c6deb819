import { type Static, type TObject, type TProperties, Type } from "typebox"
import * as field from "./field.ts"

/**
 * The content of a flow, as a draft and as a published version: what its shape is. What a content of this shape must
 * keep to before it may be published is in `../flow/publish-faults.ts`. Amounts are in minor units.
 */

/** No unknown fields: a misspelt one would be lost in silence. */
const closed = <T extends TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

const orNull = <T extends TObject>(schema: T) =>
  Type.Unsafe<Static<T> | null>({ ...schema, type: ["object", "null"] })

/**
 * One of several shapes that one field tells apart. With a plain union a fault in one shape is reported as a fault in
 * each.
 */
const shapes = <const T extends readonly TObject[]>(tag: string, each: T) => ({
  type: "object",
  required: [tag],
  discriminator: { propertyName: tag },
  oneOf: [...each],
})
const oneOfShapes = <const T extends readonly TObject[]>(tag: string, each: T) =>
  Type.Unsafe<Static<T[number]>>(shapes(tag, each))
const oneOfShapesOrNull = <const T extends readonly TObject[]>(tag: string, each: T) =>
  Type.Unsafe<Static<T[number]> | null>({ ...shapes(tag, each), type: ["object", "null"] })

const guid = Type.String({
  minLength: 1,
  maxLength: field.limits.id,
  description: "the part's id for life, which rewording does not change",
})
/** What every part has: steps, choices, options of follow-ups, offers. */
const part = {
  guid,
  origin: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: field.limits.id,
      description: "the guid of the part that this one was copied from, in the flow that was copied",
    }),
  ),
}
const text = (description: string) => Type.String({ maxLength: field.limits.label, description })
const name = (description: string) => Type.String({ maxLength: field.limits.id, description })
const whole = (description: string) => Type.Integer({ minimum: 0, maximum: 10_000, description })
const wholeOrNull = (description: string) =>
  Type.Unsafe<number | null>({ ...whole(description), type: ["integer", "null"] })
const amount = (description: string) => Type.Number({ minimum: 0, description })

const OfferCopy = closed({
  header: text("heading"),
  description: text("text below it"),
  cta: text("the button that takes the offer"),
  declineCta: text("the button that declines it"),
})
export type OfferCopy = Static<typeof OfferCopy>

const Coupon = closed({
  id: name("the provider's id of the coupon"),
  couponType: Type.Enum(["PERCENT", "AMOUNT"]),
  couponAmount: amount("percent, or minor units of `currency`"),
  currency: field.id("ISO 4217 code; null for a percentage"),
  couponDuration: wholeOrNull("months; null is for ever"),
})
export type Coupon = Static<typeof Coupon>

const Plan = closed({
  id: name("the provider's price id"),
  name: text("readable name"),
  priceMinor: amount("price in minor units"),
  currency: name("ISO 4217 code"),
  interval: name("billing interval"),
})

const Rebate = closed({
  amountType: Type.Enum(["FIXED", "PERCENT"]),
  amount: amount("minor units of `currency`, or percent of the invoice"),
  currency: field.id("ISO 4217 code; null for a percentage"),
  invoiceScope: Type.Enum(["LATEST_PAID", "FIRST_PAID"], { description: "the invoice it is paid back from" }),
})
export type Rebate = Static<typeof Rebate>

/** Travels as `decisionId` to the SDKs and comes back in `acceptedOffer.guid`. */
const offer = { ...part, copy: OfferCopy }
const offerShapes = [
  closed({ ...offer, offerType: Type.Literal("DISCOUNT"), coupon: Coupon }),
  closed({
    ...offer,
    offerType: Type.Literal("PAUSE"),
    maxPauseLength: whole("longest pause that can be picked"),
    pauseInterval: Type.Enum(["MONTH", "WEEK"]),
  }),
  closed({ ...offer, offerType: Type.Literal("PLAN_CHANGE"), plans: Type.Array(Plan) }),
  closed({ ...offer, offerType: Type.Literal("TRIAL_EXTENSION"), days: whole("days added to the trial") }),
  closed({
    ...offer,
    offerType: Type.Literal("REDIRECT"),
    url: text("where the customer is sent"),
    label: text("what the button says"),
  }),
  closed({
    ...offer,
    offerType: Type.Literal("CONTACT"),
    url: field.label("where support is reached; null where the page has a handler"),
    label: text("what the button says"),
  }),
  closed({ ...offer, offerType: Type.Literal("REBATE"), rebate: Rebate }),
  closed({
    ...offer,
    offerType: Type.Literal("CUSTOM"),
    customOfferType: name("what the page's handler and the reports call it"),
    data: Type.Optional(
      text("what the page's handler and the SDKs are given of it: an object, as a text of JSON"),
    ),
  }),
] as const
const Offer = oneOfShapes("offerType", offerShapes)
export type Offer = Static<typeof Offer>

const FollowUp = closed({
  question: text("the question that the choice raises"),
  options: Type.Array(
    closed({
      ...part,
      value: text("an answer to pick"),
      // shown in place of the choice's own to a customer who picked this answer
      offer: Type.Optional(oneOfShapesOrNull("offerType", offerShapes)),
    }),
  ),
  freeformLabel: field.label("the label of the typed answer; null when only the options may be picked"),
  required: Type.Boolean({ description: "the customer cannot go on without an answer" }),
})
export type FollowUp = Static<typeof FollowUp>

const SurveyChoice = closed({
  ...part,
  value: text("the reason as the customer reads it"),
  followup: orNull(FollowUp),
  // shown right after the survey to a customer who picked this choice
  offer: oneOfShapesOrNull("offerType", offerShapes),
})
export type SurveyChoice = Static<typeof SurveyChoice>

const step = { ...part, header: text("heading"), description: text("text below it") }
const SurveyStep = closed({
  ...step,
  stepType: Type.Literal("SURVEY"),
  survey: closed({
    choices: Type.Array(SurveyChoice),
    randomize: Type.Boolean({ description: "each run has its own order of the choices" }),
  }),
})
const OfferStep = closed({ ...step, stepType: Type.Literal("OFFER"), offer: Offer })
const FreeformStep = closed({
  ...step,
  stepType: Type.Literal("FREEFORM"),
  freeform: closed({
    placeholder: text("stands in the empty field"),
    required: Type.Boolean({ description: "the customer cannot go on without a text" }),
    minLength: whole("fewest characters"),
  }),
})
const ConfirmStep = closed({
  ...step,
  stepType: Type.Literal("CONFIRM"),
  confirm: closed({
    acknowledgement: Type.Boolean({ description: "the customer ticks a box first" }),
    acknowledgementText: text("what stands beside the box"),
  }),
})
const BlueprintStep = oneOfShapes("stepType", [SurveyStep, OfferStep, FreeformStep, ConfirmStep])
export type BlueprintStep = Static<typeof BlueprintStep>

/** A slot that is turned off keeps its step here, for the day when it is turned on again. Customers never see it. */
const TurnedOff = closed({
  INITIAL_OFFER: Type.Optional(OfferStep),
  SURVEY: Type.Optional(SurveyStep),
  FREEFORM: Type.Optional(FreeformStep),
  FINAL_OFFER: Type.Optional(OfferStep),
})
export type TurnedOff = Static<typeof TurnedOff>

const Translation = closed({
  text: text("the words in that language; empty is the same as none"),
  source: text("the text that it was made from: where that reads differently now, the translation is stale"),
  by: Type.Enum(["own", "automatic"], { description: "own: a person wrote it" }),
})
export type Translation = Static<typeof Translation>

/** By language, then by the guid of the part, then by the field of it, such as `copy.header`. */
const Translations = Type.Record(
  Type.String(),
  Type.Record(Type.String(), Type.Record(Type.String(), Translation)),
  { description: "the texts in other languages: by language, guid of the part, and field" },
)
export type Translations = Static<typeof Translations>

export const BlueprintContent = closed({
  steps: Type.Array(BlueprintStep),
  turnedOff: Type.Optional(TurnedOff),
  branding: closed({
    primaryColor: Type.Unsafe<string | null>({
      type: ["string", "null"],
      maxLength: field.limits.id,
      description: "the merchant's colour, #rrggbb",
    }),
    brandImage: field.label("address of the picture above the flow"),
  }),
  language: Type.Optional(
    Type.String({
      maxLength: field.limits.id,
      description: "the language of these texts; en where nothing is said",
    }),
  ),
  translations: Type.Optional(Translations),
  automaticLanguages: Type.Optional(
    Type.Array(Type.String({ maxLength: field.limits.id }), {
      maxItems: 50,
      description: "the languages in which what is missing is translated when the flow is published",
    }),
  ),
  discountCooldown: wholeOrNull("days in which no second discount is offered; null is no such time"),
  pauseCooldown: wholeOrNull("days in which no second pause is offered; null is no such time"),
})
export type BlueprintContent = Static<typeof BlueprintContent>
