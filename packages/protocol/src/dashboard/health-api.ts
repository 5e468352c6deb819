/**
 * What the page Health reads: what clients sent that could not be read, what the billing did not say, and whether figures are
 * what the sessions say. No value is in it.
 */

/**
 * `ignored`: the session was kept without the field. `refused`: nothing was written. `without_billing`: a session opened without
 * what the connected billing knows of its customer.
 */
export type HealthKind = "ignored" | "refused" | "without_billing"

/** How many days the page looks back, today included, in the workspace's time zone. */
export const healthDays = 14

/** `GET /api/workspaces/:appId/health`. */
export interface HealthReport {
  days: number
  /** What was met most often first, at most 500. */
  problems: HealthProblem[]
  /** Null before the first night. */
  figures: FigureCheck | null
}

/** The look of the night at whether every kept figure is what the sessions say. */
export interface FigureCheck {
  checkedAt: string
  /** How many blocks of sessions were made anew and compared. */
  blocks: number
  /** How many differences the last look found. */
  differing: number
  /** At most 100. What is gone stays for 30 days. */
  differences: FigureDifference[]
}

/** Something kept that was not what its sessions say. */
export interface FigureDifference {
  /** A block of sessions by its id, mode and span, or the offers of a session. */
  place: string
  what: string
  /** When it was found first. */
  since: string
  /** When it was no longer found; null where it still is. */
  goneAt: string | null
  /** The sessions themselves are counted in its place, from `since` on. */
  isOutOfUse: boolean
}

export interface HealthProblem {
  kind: HealthKind
  /** `POST /v1/flow/report`. */
  route: string
  /** As the client names itself; empty where it does not. */
  client: string
  version: string
  /** Empty where the whole request was refused; the mode where the billing said nothing. */
  field: string
  /** Of a field what it takes, as a sentence without its subject; of a refusal its code, of a silent billing one of `missingFacts`. */
  why: string
  /** The shape of what was sent last. */
  example: string | null
  times: number
  /** `YYYY-MM-DD`, the first of these days. */
  firstDay: string
  lastAt: string
}
