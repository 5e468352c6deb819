import { facetDimensions, isNumeric } from "../../dimension.ts"
import { readOfferWord } from "../../offer-word.ts"
import { offerLooks, recordingStates } from "../../words.ts"
import { type FilterDimension, filterDimensions } from "./choice.ts"

/** A value with a name of ours: as the API and the address spell it. */
interface NamedValue {
  value: string
  slug: string
}

/** A group of filters: its words on the screen and in the address. */
export interface FacetGroup {
  dimension: FilterDimension
  /** Over its values. */
  title: string
  /** Before a value, where there is little room. */
  short: string
  /** In the address; with `not-` before it for values excluded. */
  slug: string
  /** A session without a value, in the address; null where every session has one. */
  none: string | null
  /** Values that only links lead to. */
  linked?: readonly NamedValue[]
  /** All values that are offered, in their order; null where merchants and customers make their own. */
  named: readonly NamedValue[] | null
}

const named = (value: string, slug: string): NamedValue => ({ value, slug })

/** Values of which merchants and customers make their own. */
const own = (title: string, short: string, slug: string): Omit<FacetGroup, "dimension"> => ({
  ...{ title, short, slug, none: "none", named: null },
})

const flag = (title: string, short: string, slug: string, [yes, no]: readonly [string, string]) => ({
  ...{ title, short, slug, none: null, named: [named("true", yes), named("false", no)] },
})

const offerNames: readonly NamedValue[] = [
  named("CONTACT", "support"),
  named("DISCOUNT", "discount"),
  named("PAUSE", "pause"),
  named("TRIAL_EXTENSION", "trial-extension"),
  named("PLAN_CHANGE", "switch-plan"),
  named("REDIRECT", "redirect"),
  named("REBATE", "rebate"),
  named("CUSTOM", "custom"),
]

const groups: Record<FilterDimension, Omit<FacetGroup, "dimension">> = {
  offerType: {
    title: "Offer Accepted",
    short: "Offer",
    slug: "offer",
    none: "none",
    named: offerNames,
  },
  billingInterval: {
    title: "Billing Interval",
    short: "Billing",
    slug: "billing",
    none: "none",
    named: [
      named("DAY", "daily"),
      named("WEEK", "weekly"),
      named("MONTH", "monthly"),
      named("YEAR", "annual"),
    ],
  },
  ageYears: {
    title: "Subscription Age (Years)",
    short: "Age",
    slug: "age",
    none: "none",
    named: null,
  },
  segmentId: {
    title: "Segment",
    short: "Segment",
    slug: "segment",
    none: "primary",
    named: null,
  },
  planId: { title: "Plan ID", short: "Plan", slug: "plan", none: "none", named: null },
  response: {
    title: "Response",
    short: "Response",
    slug: "response",
    none: "none",
    named: null,
  },
  trial: {
    title: "Subscription Status",
    short: "Status",
    slug: "status",
    none: null,
    named: [named("true", "on-trial"), named("false", "active")],
  },
  outcome: {
    title: "Session Outcome",
    short: "Outcome",
    slug: "outcome",
    none: null,
    named: [named("abandoned", "abandoned")],
    linked: [named("saved", "saved"), named("canceled", "cancelled"), named("open", "in-progress")],
  },
  offerLook: {
    title: "Longest Look at an Offer",
    short: "Offer look",
    slug: "offer-look",
    none: "none",
    named: Object.keys(offerLooks).map((look) => named(look, look)),
  },
  recordingState: {
    title: "Recording",
    short: "Recording",
    slug: "recording",
    none: "none",
    named: recordingStates.map((state) => named(state, state)),
  },
  verified: {
    title: "Customer",
    short: "Customer",
    slug: "customer",
    none: null,
    named: [named("false", "unverified")],
    linked: [named("true", "verified")],
  },
  abtest: { title: "A/B Test", short: "A/B test", slug: "test", none: "none", named: null },
  abtestArm: {
    title: "A/B Test Arm",
    short: "Arm",
    slug: "arm",
    none: "none",
    named: [named("control", "control"), named("variant", "variant")],
  },
  blueprintId: own("Flow Version", "Version", "version"),
  saveType: {
    title: "Ended with",
    short: "Ended with",
    slug: "ended-with",
    none: "cancelled",
    named: [named("ABANDON", "abandoned"), ...offerNames],
  },
  reason: own("Reason", "Reason", "reason"),
  followup: own("Follow-Up", "Follow-up", "follow-up"),
  hasFeedback: flag("Feedback", "Feedback", "feedback", ["written", "none"]),
  couponId: own("Coupon", "Coupon", "coupon"),
  currency: own("Currency", "Currency", "currency"),
  priced: flag("Price", "Price", "price", ["known", "unknown"]),
  startMonth: own("Subscribed Since", "Since", "since"),
  language: own("Language", "Language", "language"),
  region: own("Region", "Region", "region"),
  cancelRule: {
    title: "Click to Cancel",
    short: "Rule",
    slug: "cancel-rule",
    none: "unknown",
    named: ["single-click", "maximal", "none"].map((rule) => named(rule, rule === "none" ? "no-rule" : rule)),
  },
  usedClickToCancel: flag("Cancel Now", "Cancel now", "cancel-now", ["pressed", "not-pressed"]),
  offers: { ...own("Offer", "Offer", "what-became"), none: null },
  bounced: flag("Bounced", "Bounced", "bounced", ["yes", "no"]),
}

export function facetGroup(dimension: FilterDimension): FacetGroup {
  return { dimension, ...groups[dimension] }
}

/** The filter groups that are offered, in the order of the screen. */
export const facetGroups: readonly FacetGroup[] = facetDimensions.map(facetGroup)

/** Everything that an address can filter by. */
export const addressGroups: readonly FacetGroup[] = filterDimensions.map(facetGroup)

/** Every value that an address can have; null where merchants and customers make their own. */
export const namedValues = ({ named, linked = [] }: FacetGroup): readonly NamedValue[] | null =>
  named && [...named, ...linked]

/** Whether a group can hold this value at all. An age is a number of full years. */
export function isValueOf(group: FacetGroup, value: string | null): boolean {
  if (value === null) return group.none !== null
  const values = namedValues(group)
  if (values) return values.some((each) => each.value === value)
  if (group.dimension === "offers") return readOfferWord(value) !== null
  return !isNumeric(group.dimension) || /^(0|[1-9]\d{0,2})$/.test(value)
}
