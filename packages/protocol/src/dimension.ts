import { readFilterValue } from "./filter-value.ts"
import { outcomeLabel } from "./outcome.ts"
import {
  armLabels,
  billingLabels,
  offerLabels,
  offerLookLabels,
  primaryFlowName,
  recordingLabels,
} from "./value-labels.ts"
import {
  billingIntervals,
  clickToCancelRules,
  flowArms,
  type OfferType,
  offerLooks,
  offerTypes,
  recordingStates,
} from "./words.ts"

/** How a query chooses by a dimension. */
export interface DimensionQuery {
  /** The parameter, where it is not called like the dimension. */
  name?: string
  /**
   * What it takes: any `text`, a `code` in any case, a `flag`, one of some words (`word`, or in any case `anyCase`), a `number`, a
   * `whole` number.
   */
  takes: "text" | "code" | "flag" | "word" | "anyCase" | "number" | "whole"
  /** For `word` and `anyCase`. */
  words?: readonly string[]
  /** A text that people read, and not an id, may be longer. */
  isLong?: true
  about: string
}

interface DimensionWords {
  /** Over its values, or before one. */
  title: string
  /** What a person reads for a value; the value itself where merchants and customers make their own. */
  labels?: Readonly<Record<string, string>>
  /** What a person reads for none. */
  none?: string
  query?: DimensionQuery
}

const yesNo = { true: "yes", false: "no" }
const savedLabel = (offerType: OfferType) => outcomeLabel({ kind: "saved", offerType, customOfferType: null })

/**
 * The properties of a session that can be filtered and counted by, spelled as the Data API spells its breakdowns.
 * A value is always a text here; null is "none" (no plan known, the Primary Flow, no offer taken). What both sides need to
 * know of a dimension stands here; its SQL in the server's `session/dimensions.ts`.
 */
const described = {
  outcome: {
    title: "Session Outcome",
    labels: {
      open: outcomeLabel({ kind: "open" }),
      abandoned: outcomeLabel({ kind: "abandoned" }),
      canceled: outcomeLabel({ kind: "canceled" }),
      saved: "Saved",
    },
  },
  saveType: {
    title: "Ended with",
    labels: {
      ...Object.fromEntries(offerTypes.map((offerType) => [offerType, savedLabel(offerType)])),
      ABANDON: outcomeLabel({ kind: "abandoned" }),
    },
    none: outcomeLabel({ kind: "canceled" }),
    query: {
      takes: "word",
      words: [...offerTypes, "ABANDON"],
      about: "how the session ended; `null` is a cancellation",
    },
  },
  offerType: {
    title: "Offer Accepted",
    labels: offerLabels,
    none: "No offer",
    query: { takes: "word", words: offerTypes, about: "kind of the offer taken; `null` is no offer" },
  },
  response: {
    title: "Response",
    none: "No response",
    query: { takes: "text", isLong: true, about: "text of the survey choice, exactly; `null` is none" },
  },
  reason: {
    title: "Reason",
    none: "No reason",
    query: {
      takes: "text",
      isLong: true,
      about:
        "guid of the survey choice, whatever it said then, or its text where it has none; `null` is none",
    },
  },
  followup: {
    title: "Follow-Up",
    none: "No answer",
    query: {
      takes: "text",
      isLong: true,
      about: "answer to the question that the survey choice raised, exactly; `null` is none",
    },
  },
  hasFeedback: {
    title: "Feedback",
    labels: { true: "Written", false: "None" },
    query: { takes: "flag", about: "the customer wrote feedback" },
  },
  trial: {
    title: "Subscription Status",
    labels: { true: "On Trial", false: "Active Subscription" },
    query: { takes: "flag", about: "on trial at the time of the session" },
  },
  segmentId: {
    title: "Segment",
    none: primaryFlowName,
    query: { takes: "text", about: "matched segment; `null` is the Primary Flow" },
  },
  abtest: { title: "A/B Test", query: { takes: "text", about: "A/B test; `null` is none" } },
  abtestArm: {
    title: "A/B Test Arm",
    labels: armLabels,
    none: "No arm",
    query: { takes: "word", words: flowArms, about: "side of the A/B test; `null` is none" },
  },
  blueprintId: {
    title: "Flow Version",
    query: { takes: "text", about: "published version of the flow; `null` is none" },
  },
  planId: {
    title: "Plan ID",
    query: { takes: "text", about: "the provider's price id; `null` is none" },
  },
  billingInterval: {
    title: "Billing Interval",
    labels: billingLabels,
    query: { takes: "anyCase", words: billingIntervals, about: "billing interval" },
  },
  couponId: {
    title: "Coupon",
    query: { takes: "text", about: "coupon of the offer taken; `null` is none" },
  },
  pauseDuration: { title: "Pause Length", query: { takes: "number", about: "length of the pause taken" } },
  currency: {
    title: "Currency",
    query: {
      name: "sessionCurrency",
      takes: "code",
      about: "ISO 4217 code of the price, in any case; `null` is none",
    },
  },
  ageMonths: { title: "Subscription Age" },
  ageYears: { title: "Subscription Age", query: { takes: "whole", about: "full years subscribed" } },
  startMonth: {
    title: "Subscribed Since",
    query: { takes: "text", about: "month in which the subscription began, in UTC: `2026-08`" },
  },
  priced: {
    title: "Price",
    labels: { true: "Known", false: "Not known" },
    query: {
      takes: "flag",
      about: "price, currency and billing interval are known, so it has a monthly value",
    },
  },
  language: {
    title: "Language",
    query: { takes: "text", about: "language shown, such as `fr`" },
  },
  region: {
    title: "Region",
    query: { takes: "text", about: "code of the region that was matched, or its name where it has none" },
  },
  cancelRule: {
    title: "Click to Cancel",
    labels: { "single-click": "Single-click", maximal: "Maximal", none: "No rule" },
    query: { takes: "word", words: clickToCancelRules, about: "rule of click to cancel that held" },
  },
  usedClickToCancel: {
    title: "Cancel Now",
    labels: { true: "Pressed", false: "Not pressed" },
    query: { takes: "flag", about: "the customer pressed Cancel Now" },
  },
  offerLook: {
    title: "Longest Look at an Offer",
    labels: offerLookLabels,
    none: "No offer, or not known",
    query: {
      takes: "word",
      words: Object.keys(offerLooks),
      about:
        "how long the customer stayed on one offer, at the longest; `null`: none was shown, or nobody told",
    },
  },
  recordingState: {
    title: "Recording",
    labels: recordingLabels,
    none: "None made",
    query: {
      takes: "word",
      words: recordingStates,
      about: "what there is of its recording, or why there is none; `null`: none was made",
    },
  },
  bounced: {
    title: "Bounced",
    labels: yesNo,
    query: { takes: "flag", about: "set aside for a more relevant session within 24 hours" },
  },
  verified: {
    title: "Customer",
    labels: { true: "Verified", false: "Unverified" },
    query: { takes: "flag", about: "the merchant's server vouched for the customer" },
  },
} as const satisfies Readonly<Record<string, DimensionWords>>

export type Dimension = keyof typeof described
export const dimensions = Object.keys(described) as readonly Dimension[]
export const dimensionWords: Readonly<Record<Dimension, DimensionWords>> = described

/** The dimensions that a query chooses by. */
export type QueriedDimension = {
  [D in Dimension]: (typeof described)[D] extends { query: DimensionQuery } ? D : never
}[Dimension]
export const dimensionQueries = Object.fromEntries(
  dimensions.flatMap((name) => {
    const { query } = dimensionWords[name]
    return query ? [[name, query]] : []
  }),
) as Readonly<Record<QueriedDimension, DimensionQuery>>

/** Whether its values are numbers, which are put in order as such and bear no names of anybody's. */
export function isNumeric(dimension: Dimension): boolean {
  const takes = dimensionWords[dimension].query?.takes
  return takes === "number" || takes === "whole"
}

/** The parameter of a dimension. */
export type DimensionParameter = {
  [D in QueriedDimension]: (typeof described)[D]["query"] extends { name: infer Name } ? Name : D
}[QueriedDimension] &
  string
export const parameterOf = (dimension: QueriedDimension): DimensionParameter =>
  (dimensionQueries[dimension].name ?? dimension) as DimensionParameter

/** The value that a query's text means. */
export function readDimensionValue(dimension: QueriedDimension, text: string): string | null {
  switch (dimensionQueries[dimension].takes) {
    case "anyCase":
      return text.toLowerCase() === "null" ? null : text.toUpperCase()
    case "number":
    case "whole":
      return text === "null" ? null : String(Number(text))
    case "code":
      return readFilterValue(text)?.toLowerCase() ?? null
    default:
      return readFilterValue(text)
  }
}

/** What a person reads for a value of a dimension, none (null) included. */
export function valueLabel(dimension: Dimension, value: string | null): string {
  const { labels, none } = dimensionWords[dimension]
  if (value === null) return none ?? "Not known"
  if (dimension === "ageYears") return `${value} - ${Number(value) + 1} year(s)`
  return labels?.[value] ?? value
}

/** The filter groups of the Activity Stream, in the order of the screen. */
export const facetDimensions = [
  "offerType",
  "billingInterval",
  "ageYears",
  "segmentId",
  "planId",
  "response",
  "trial",
  "outcome",
  "offerLook",
  "recordingState",
  "verified",
] as const satisfies readonly Dimension[]
export type FacetDimension = (typeof facetDimensions)[number]
