import type { OfferType, SessionFacts } from "@holdfast/protocol"
import type { Course } from "./course.ts"
import type { Person } from "./people.ts"
import type { Traits } from "./traits.ts"

/**
 * Sessions of the last hours that the demo workspace always has, so that every outcome and every state of a row
 * can be seen on its first pages. Whatever is not said of them is as simulated, but that price and plan are known.
 */
export interface FixedSession {
  minutesAgo: number
  /** Two with the same name are the same customer, who is described by the older of the two. */
  who: string
  /** Code of the market and key of the plan. */
  market?: string
  plan?: string
  monthsSubscribed?: number
  person?: Partial<Person>
  /** Name of the flow; the Primary Flow unless said otherwise. */
  flow?: string
  course?: Partial<Course>
  /** Still open: nothing is known from this long after the start. */
  openAfterMs?: number
  traits?: Partial<Traits>
  /** False for an integration that hands over nothing but who the customer is. */
  knowsPrice?: boolean
  /** `record: false` is how an embedding page turns the recording off. */
  facts?: SessionFacts & { record?: false }
}

const taking = (offerType: OfferType, course: Partial<Course>): Partial<Course> => ({
  ...course,
  accepts: (offer) => offer.offerType === offerType,
})
const closing = (patience: number, course: Partial<Course> = {}): Partial<Course> => ({
  ...course,
  patience,
  goesSilent: false,
})

export const fixedSessions: readonly FixedSession[] = [
  // in progress
  { minutesAgo: 1, who: "lina", market: "DE", plan: "pro_monthly", openAfterMs: 1_000 },
  {
    minutesAgo: 4,
    who: "jack",
    market: "GB",
    plan: "team_annual",
    flow: "Annual teams",
    openAfterMs: 21_000,
  },
  // closed first, cancelled five minutes later
  {
    minutesAgo: 16,
    who: "ada",
    course: { reason: "missing-features" },
    traits: { isOverridden: false },
    facts: {
      followupResponse: "Single sign-on for all of us",
      feedback: "I like it, honestly. We just cannot work without single sign-on any more.",
    },
  },
  {
    minutesAgo: 21,
    who: "ada",
    market: "US-TX",
    plan: "pro_monthly",
    monthsSubscribed: 21,
    course: closing(1),
  },
  // the discount of the morning does not survive the evening
  { minutesAgo: 140, who: "hugo", course: { reason: "too-expensive" } },
  {
    minutesAgo: 790,
    who: "hugo",
    market: "US-WA",
    plan: "starter_monthly",
    course: taking("DISCOUNT", { reason: "too-expensive" }),
  },
  // cancelled, then looked again
  { minutesAgo: 210, who: "sofia", course: closing(1) },
  { minutesAgo: 270, who: "sofia", market: "CA-QC", plan: "pro_monthly", course: { reason: "switching" } },
  // closed in the survey, closed at an offer, and simply silent
  {
    minutesAgo: 224,
    who: "felix",
    market: "NL",
    plan: "pro_quarterly",
    course: closing(1),
    // the browser's language is what tells it, whatever the draw says of the page
    traits: { asksForLanguage: false },
    // on a page that turned the recording off
    facts: { record: false },
  },
  {
    minutesAgo: 250,
    who: "rosa",
    market: "PL",
    plan: "starter_monthly",
    course: closing(2, { reason: "too-expensive" }),
  },
  {
    minutesAgo: 281,
    who: "theo",
    market: "BR",
    plan: "pro_monthly",
    course: { reason: "not-using", patience: 2, goesSilent: true },
  },
  // Cancel Now, under each of the two rules
  {
    minutesAgo: 330,
    who: "camille",
    market: "FR",
    plan: "starter_monthly",
    course: { cancelsAtOnce: true },
    traits: { isOverridden: true },
  },
  {
    minutesAgo: 365,
    who: "grace",
    market: "US-CA",
    plan: "pro_annual",
    course: { cancelsAtOnce: true },
    traits: { isOverridden: false },
  },
  // the page's own handlers
  {
    minutesAgo: 402,
    who: "emil",
    market: "US-NY",
    plan: "day_pass",
    course: { reason: "other" },
    facts: { customActionHandler: "handleDiscount,handleCancel" },
  },
  // no address, and nothing known of price or plan
  {
    minutesAgo: 480,
    who: "unnamed",
    market: "IL",
    plan: "starter_monthly",
    person: { email: null },
    knowsPrice: false,
  },
  {
    minutesAgo: 720,
    who: "quinn",
    plan: "pro_monthly",
    person: { mode: "test", email: "qa+7@example.com" },
    course: { reason: "other" },
  },
  {
    minutesAgo: 735,
    who: "sandy",
    plan: "pro_monthly",
    person: { mode: "sandbox", email: "qa+8@example.com" },
    course: taking("PAUSE", { reason: "not-using" }),
  },
]
