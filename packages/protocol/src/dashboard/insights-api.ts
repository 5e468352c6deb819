import type { AbTestEnd } from "../flow/ab-test/verdict-of.ts"
import type { AbTestInBrief } from "../flow/ab-test-state.ts"
import type { FlowArm } from "../flow/blueprint.ts"
import type { OutcomeKind } from "../outcome.ts"
import type { OfferType, SaveType } from "../words.ts"
import type { AbTestArmCounts } from "./ab-tests-api.ts"
import type { PageGoals } from "./goals-api.ts"

/**
 * The panels of the page Cancellation Analytics. `GET /api/workspaces/:appId/insights` takes what every list of sessions
 * takes (`stream-api.ts`: `mode`, `from`, `to`, `search` and the filters) and `compare`. Everything in one answer is of one
 * moment, `asOf`. What each figure means stands in docs/insights.md. Unless a field says otherwise, figures are of the valid
 * sessions: settled and not bounced.
 *
 * Money is in minor units of one currency, by the month. It is a whole number, exact up to 2^53.
 */

/** With what the figures are compared: the span before of the same length, the same weekdays before, or a year before. */
export const comparisons = ["previous", "weekdays", "year"] as const
export type Comparison = (typeof comparisons)[number]

/** From the first instant to the last one's end; null is without end. */
export interface Span {
  from: string | null
  to: string | null
}

/** A share with its 95 % interval by Wilson. `rate`, `low` and `high` are fractions, null where `of` is 0. */
export interface Rate {
  count: number
  of: number
  rate: number | null
  low: number | null
  high: number | null
}

/** Fewer say little: the figure is shown in grey, with a note. */
export const smallSample = 30

/** Monthly value of one currency. */
export interface MonthlyValue {
  /** In lower case. */
  currency: string
  /** Of the sessions that did not end in a cancellation. */
  kept: number
  /** Of the cancelled ones. */
  lost: number
}

export interface Figures {
  /** Valid sessions. */
  sessions: number
  /** Those that took an offer. */
  saved: number
  canceled: number
  abandoned: number
  /** Not cancelled ÷ all. Abandoned counts as saved. */
  saveRate: Rate
  /** Took an offer ÷ took an offer or cancelled. */
  offerSaveRate: Rate
  /** The largest currency first. */
  value: MonthlyValue[]
  /** Valid sessions without a price, which no value has in it. */
  unpriced: number
  /** Valid sessions of customers that nobody vouched for. */
  unverified: number
}

export interface Headline {
  now: Figures
  before: Figures | null
  /** Always beside the chosen range, under the same filter: the last days up to now, in the workspace's time zone. */
  recent: { days: 7 | 30 | 90; saveRate: Rate }[]
  /** What the figures are not made of: these match the filter too. */
  outside: { open: number; bounced: number }
}

export type InsightUnit = "day" | "week" | "month"

export interface TimePoint {
  /** `2026-08-31`, `2026-W36` or `2026-08`, in the workspace's time zone. */
  label: string
  span: Span
  canceled: number
  abandoned: number
  /** Sessions that took an offer, by its kind. */
  saved: Partial<Record<OfferType, number>>
  saveRate: Rate
}

export const markKinds = [
  "published",
  "testStarted",
  "testEnded",
  "flowSwitchedOn",
  "flowSwitchedOff",
  "outage",
  "away",
  "note",
] as const

/** What happened beside the figures: `at` lies within the span. */
export interface Mark {
  at: string
  kind: (typeof markKinds)[number]
  /** A sentence without the time, save where it has two ends: "Version 7 of Primary Flow published by Ada". */
  text: string
  /** Where it leads, as a path of the dashboard. */
  path: string | null
}

export interface OverTime {
  unit: InsightUnit
  /** One for each day, week or month of the span, oldest first, those without a session included. */
  points: TimePoint[]
  /** The compared span, point by point from its own beginning. */
  before: TimePoint[] | null
  marks: Mark[]
}

export interface OutcomeRow {
  outcome: Exclude<OutcomeKind, "open">
  /** Of a save: the kind of offer. */
  saveType: SaveType | null
  share: Rate
  before: Rate | null
  /** Kept or lost, as the outcome is. */
  value: { currency: string; minor: number }[]
  unpriced: number
}

/** Of an offer, or of all offers of a kind: `guid` is null then. */
export interface OfferRow {
  offerType: OfferType
  guid: string | null
  name: string
  /** Sessions to which it was shown: accepted, declined and ignored together. */
  shown: number
  accepted: number
  declined: number
  ignored: number
  acceptance: Rate
  acceptanceBefore: Rate | null
  /** Monthly value of the sessions that accepted it and did not cancel. */
  kept: { currency: string; minor: number }[]
  /** What accepted discounts take off the invoices really paid, where a billing tells; null where none does. */
  discountGiven: { currency: string; minor: number }[] | null
  /** Sessions that accepted it, and whose subscription ended later, of those that are known to. */
  endedLater: Rate | null
  /** By the version of the flow that showed it. */
  versions: { blueprintId: string | null; name: string; shown: number; accepted: number }[]
}

export interface ReasonRow {
  /** The guid of the choice, or its text where it has none: the value of the dimension `reason`. */
  reason: string
  /** As it reads now, else as it was read last. */
  name: string
  /** Chose it ÷ it was displayed to. */
  share: Rate
  shareBefore: Rate | null
  saveRate: Rate
  value: MonthlyValue[]
  trend: { label: string; share: Rate }[]
  /** Every wording with the versions that had it, the newest first. */
  wordings: { text: string; versions: { blueprintId: string; name: string; publishedAt: string }[] }[]
  /**
   * With a feedback text or a follow-up in their own words. `GET /api/workspaces/:appId/insights/texts?reason=…` lists them
   * under the same filter as a `StreamPage`, page by page.
   */
  texts: number
}

export interface Reasons {
  rows: ReasonRow[]
  /** Saw the survey and chose nothing. */
  unanswered: Rate
  byPlan: Breakdown[]
  byAge: Breakdown[]
}

/** Reasons among the sessions with one value. */
export interface Breakdown {
  value: string | null
  sessions: number
  reasons: { reason: string; share: Rate }[]
}

/** From the reason over the follow-up to the outcome. */
export interface ResponseFlow {
  nodes: {
    id: string
    column: "reason" | "followup" | "outcome"
    key: string | null
    name: string
    sessions: number
    /** Of the answers in their own words, whose key is null: the follow-ups that its sessions do not have. */
    without?: (string | null)[]
  }[]
  links: { from: string; to: string; sessions: number; value: { currency: string; minor: number }[] }[]
}

export interface CohortCell {
  /** Full years of age, null where the start is not known. */
  ageYears: string | null
  planId: string | null
  saveRate: Rate
  /** Of the plans that are taken together; `planId` is null then. */
  others?: number
}

export interface Cohorts {
  /** The largest first. Those beyond twelve are taken together in the last one, which says of how many it is made. */
  plans: { planId: string | null; name: string; others?: number }[]
  ages: (string | null)[]
  cells: CohortCell[]
  /** By the month in which the subscription began: of those that were not cancelled in the flow, who is still held. */
  starts: { month: string | null; sessions: number; saveRate: Rate; held: HeldRate[] | null }[]
}

export interface HeldRate {
  days: 30 | 60 | 90
  /** By Kaplan and Meier; null where none was followed for so long. */
  rate: number | null
  /** 95 % interval (Greenwood, log-log). */
  low: number | null
  high: number | null
  /** Followed for so long, and not ended before. */
  atRisk: number
  /** Not ended, and too young or not followed for long enough to tell. */
  tooYoung: number
}

export interface Held {
  /** Valid sessions that did not end in a cancellation. */
  saves: number
  /** Of how many anything is known afterwards. */
  followed: number
  rates: HeldRate[]
  /** By day, from 0 to 90. */
  curve: { day: number; rate: number; low: number; high: number; atRisk: number; ended: number }[]
  /** Null where a billing tells. */
  missing: "noBilling" | null
  /** Invoices really paid after a save. */
  boosted: { currency: string; minor: number; invoices: number }[] | null
  /** How many subscriptions ended outside the flow in the span, whatever the filter. Of saves before they are ends in the curve, too. */
  leftOutside: number | null
}

/** The change of the save rate between two spans, split by one dimension. */
export interface Change {
  now: Rate
  before: Rate
  /** In points of a fraction, with its 95 % interval by Newcombe. */
  difference: { value: number; low: number; high: number } | null
  /** The dimension that explains most. */
  by: string | null
  /** Because others came. */
  mix: number
  /** Because the same decided otherwise. */
  behaviour: number
  groups: ChangeGroup[]
  /** Every group moved one way, and the total the other (Simpson's case). */
  isReversed: boolean
  /** All dimensions, the one that explains most first. */
  explained: { by: string; mix: number; behaviour: number }[]
}

export interface ChangeGroup {
  value: string | null
  name: string
  now: Rate
  before: Rate
  /** Against the whole: a group that grew counts for as much as its rate lies above the average. */
  mix: number
  behaviour: number
  /** How many values are taken together in this group; `value` is null then. */
  others?: number
}

/** Sessions with one language, region or rule. */
export interface PlaceRow {
  value: string | null
  name: string
  saveRate: Rate
  /** Pressed Cancel now ÷ cancelled. */
  cancelNow: Rate
  /** How many values are taken together in this row; `value` is null then. */
  others?: number
  /** To a cancellation: median and 90th percentile by nearest rank, over `of` sessions; null where nothing was recorded. */
  clicks: { median: number; p90: number; of: number } | null
  seconds: { median: number; p90: number; of: number } | null
}

export interface Places {
  languages: PlaceRow[]
  regions: PlaceRow[]
  rules: PlaceRow[]
}

/**
 * An A/B test that runs, or awaits a decision, as its own page says it: over all its customers, in the mode of the page,
 * whatever the dates and filters.
 */
export interface RunningTest extends AbTestInBrief {
  /** ISO 8601. */
  startedAt: string
  customersPerArm: number
  /** Of the plan, such as 0.95: its intervals are as wide. */
  confidence: number
  /** How far it is, as its statistics ask for it (`verdictOf`, `differenceOf`). */
  end: AbTestEnd
  arms: Record<FlowArm, ArmFigures>
}

/** Each is counted by itself: of more, the newest have a panel, and the page Flows has the others. */
export const mostRunningTests = 10

/** What became of an arm's customers, with one outcome each. */
export type ArmFigures = Pick<AbTestArmCounts, "exposed" | "customers" | "saved" | "canceled" | "sessions">

export interface Bounces {
  bounced: number
  /** As it is, and as it would be if bounced sessions counted. */
  saveRate: Rate
  withoutRule: Rate
}

/** One figure apart from the others for the names that they need. */
export interface Insights {
  asOf: string
  timeZone: string
  span: Span
  compared: Span | null
  /** As the stream counts under the same filter. */
  streamCount: number
  headline: Headline
  overTime: OverTime
  outcomes: OutcomeRow[]
  offers: OfferRow[]
  reasons: Reasons
  responseFlow: ResponseFlow
  cohorts: Cohorts
  goals: PageGoals
  held: Held
  change: Change | null
  places: Places
  bounces: Bounces
  abTests: RunningTest[]
}
