/** What the page Health reads: what clients sent that could not be read, and what the billing did not say. No value is in it. */

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
