/**
 * The properties of a session that can be filtered and counted by, spelled as the Data API spells its breakdowns.
 * A value is always a text here; null is "none" (no plan known, the Primary Flow, no offer taken).
 */
export const dimensions = [
  "outcome",
  "saveType",
  "offerType",
  "response",
  "trial",
  "segmentId",
  "abtest",
  "blueprintId",
  "planId",
  "billingInterval",
  "couponId",
  "pauseDuration",
  "currency",
  "ageMonths",
  "ageYears",
  "bounced",
  "verified",
] as const
export type Dimension = (typeof dimensions)[number]

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
] as const satisfies readonly Dimension[]
export type FacetDimension = (typeof facetDimensions)[number]
