import type { FacetDimension } from "../dimension.ts"
import type { Billing, Price } from "../money.ts"
import type { Outcome } from "../outcome.ts"
import type { Mode, RecordingState } from "../words.ts"

/** What the dashboard reads. Times are ISO 8601 in UTC; money is in minor units. */

/** One row of the Activity Stream: `GET /api/workspaces/:appId/sessions`. */
export interface StreamRow {
  id: string
  mode: Mode
  createdAt: string
  customer: { id: string | null; email: string | null }
  flow: { name: string; segmentId: string | null; blueprintId: string | null }
  outcome: Outcome
  /** `outcome` as a person reads it. */
  outcomeLabel: string
  /** The customer decided so, and nobody has answered yet: neither the page nor the billing. */
  isAsked: boolean
  price: Price | null
  billing: Billing | null
  onTrial: boolean
  surveyChoice: string | null
  followUp: { question: string | null; response: string } | null
  feedback: string | null
  /** The session that replaced this one within 24 hours. */
  bouncedBy: { id: string; createdAt: string; outcomeLabel: string } | null
  subscribedSince: string | null
  language: StreamLanguage | null
  /** Whether the merchant's server vouched for the customer; false only for clients that prove nothing. */
  isVerified: boolean
  /** The merchant's own handlers that ran. */
  overrides: string[]
  clickToCancel: { region: string | null; isMaximal: boolean } | null
  recording: StreamRecording
}

/**
 * Where an imported session can be watched; else what there is of its recording here, or why there is none: none was made, or
 * only the customer's browser said where.
 */
export type StreamRecording =
  | { url: string }
  | { url: null; reason: Exclude<RecordingState, "elsewhere"> | "none" | "unproven" }

export interface StreamLanguage {
  /** Language shown, such as `fr`. */
  shown: string
  /** What the page asked for, else the browser's. */
  detected: string | null
  translation: "automatic" | "manual" | "unavailable" | "default"
  /** With a translation: how many texts stayed in the flow's own language; missing where none did, or nobody knows. */
  untranslated?: number
}

/**
 * Which sessions, as the query of every path below says it: `mode`, `from` and `to` (instants: from inclusive, to
 * exclusive), `search`, and the facets: `offerType=PAUSE`, repeated for any of several values, `-offerType=PAUSE` for
 * none of them, the value `null` for "none" (`segmentId=null` is the Primary Flow; a value that is the very text "null"
 * is spelled as `filter-value.ts` says). All that is given must hold.
 *
 * The page also takes `before` (the cursor of the last answer) and `size` (1 to 100, 10 unless given).
 */
export interface StreamPage {
  sessions: StreamRow[]
  /** Pass as `before` for the next page; null at the end. */
  next: string | null
}

/** `GET /api/workspaces/:appId/sessions/count`. */
export interface StreamCount {
  count: number
  /** How many of them nobody vouched for. */
  unverified: number
}

/**
 * `GET /api/workspaces/:appId/sessions/facets`: every filter group that has values, each value with how many sessions
 * it would leave; values that are chosen are among them even where they leave none. The choices within a group do not narrow that group itself; all the others do.
 */
export interface StreamFacets {
  facets: StreamFacet[]
}

export interface StreamFacet {
  dimension: FacetDimension
  /** Most sessions first; ages from the youngest, the Primary Flow before the segments, and "No offer" last. */
  values: StreamFacetValue[]
}

export interface StreamFacetValue {
  value: string | null
  /** What a person reads beside or instead of the value: a segment's name, a plan's description; null where the value says it all. */
  label: string | null
  count: number
}

/** Body of every refusal on `/api`. `id` is there on faults of ours, to quote to the operator. */
export interface ApiErrorBody {
  error: { code: string; message: string; id?: string }
}
