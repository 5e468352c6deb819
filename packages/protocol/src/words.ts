/**
 * The words of the wire and of the product, each list written once. Wire spellings follow the public
 * contract of the client SDKs (`docs/wire.md`).
 */

/** Which billing environment a session belongs to. Numbers never mix modes. */
export const modes = ["live", "test", "sandbox"] as const
export type Mode = (typeof modes)[number]

/** A mode as it travels in a session record. */
export type WireMode = Uppercase<Mode>
export const wireModes: readonly WireMode[] = ["LIVE", "TEST", "SANDBOX"]

export const offerTypes = [
  "DISCOUNT",
  "PAUSE",
  "PLAN_CHANGE",
  "TRIAL_EXTENSION",
  "CONTACT",
  "REDIRECT",
  "REBATE",
  "CUSTOM",
] as const
export type OfferType = (typeof offerTypes)[number]

/** What the wire calls the way a session ended without a cancellation. */
export type SaveType = OfferType | "ABANDON"

export const stepTypes = ["SURVEY", "OFFER", "FREEFORM", "CONFIRM", "CUSTOM"] as const
export type StepType = (typeof stepTypes)[number]

export const billingIntervals = ["DAY", "WEEK", "MONTH", "YEAR"] as const
export type BillingInterval = (typeof billingIntervals)[number]

export const couponTypes = ["PERCENT", "AMOUNT"] as const
export const pauseIntervals = ["MONTH", "WEEK"] as const

/** The sides of an A/B test: the segment's flow as it was, and the other one. */
export const flowArms = ["control", "variant"] as const
export type FlowArm = (typeof flowArms)[number]

export const roles = ["owner", "admin", "developer", "member", "viewer"] as const
export type Role = (typeof roles)[number]

/** What a customer asks of the billing: in the flow, and `resume` at the wall of a pause. */
export const flowActions = [
  "discount",
  "pause",
  "cancel",
  "change-plan",
  "extend-trial",
  "rebate",
  "resume",
] as const
export type FlowAction = (typeof flowActions)[number]

/** What an offer asks for when it is taken. */
export type OfferAction = Exclude<FlowAction, "cancel" | "resume">

export const offerActions = flowActions.filter(
  (action): action is OfferAction => action !== "cancel" && action !== "resume",
)

/** The offer by which a customer comes to ask for an action. */
export const offerTypeOf = {
  discount: "DISCOUNT",
  pause: "PAUSE",
  "change-plan": "PLAN_CHANGE",
  "extend-trial": "TRIAL_EXTENSION",
  rebate: "REBATE",
} as const satisfies Record<OfferAction, string>

/** What may stand before a page, for a customer whose subscription is paused or not paid (wire contract 5.4). */
export const walls = ["pause", "failed-payment"] as const
export type Wall = (typeof walls)[number]

/** How a customer stands at the billing: nothing keeps them, or one of the walls does, or nobody can say. */
export const standings = ["fine", "paused", "unpaid", "unknown"] as const

/**
 * How far a decision of the customer is that nothing has made final: `asked` of the page or of the billing, which has not
 * answered, or `refused` by it. A decision without such a word stands.
 */
export const decisionStates = ["asked", "refused"] as const
export type DecisionState = (typeof decisionStates)[number]

/** Which rule of click to cancel holds where a customer is, as the workspace has turned them on. */
export const clickToCancelRules = ["single-click", "maximal", "none"] as const
export type ClickToCancelRule = (typeof clickToCancelRules)[number]

/** What told where a customer is. */
export const regionSources = ["billing-address", "proxy", "time-zone", "language", "unknown"] as const
export type RegionSource = (typeof regionSources)[number]

/**
 * Why a customer was shown the built-in step in place of their flow: the server did not answer in time, answered with an
 * error, or with something else than a flow; the second script did not come; a step of the flow could not be drawn; or the
 * page lets nothing be shown, so that the browser asked.
 */
export const degradedReasons = ["unreachable", "error", "unreadable", "script", "step", "page"] as const
export type DegradedReason = (typeof degradedReasons)[number]

/**
 * Why a browser does not want a run recorded: the page said `record: false`, the browser asks not to be tracked (Global Privacy
 * Control, Do Not Track), or to spare its connection.
 */
export const unrecordedByBrowser = ["call", "privacy", "save-data"] as const

/**
 * Why a run is not recorded: the browser says so, the workspace records nothing, the run is a preview or not reported, nobody
 * proved whose it is, or the page around the flow gives no frame of its own to record.
 */
export const unrecordedReasons = [
  ...unrecordedByBrowser,
  "workspace",
  "preview",
  "unreported",
  "unverified",
  "unsupported",
] as const
export type UnrecordedReason = (typeof unrecordedReasons)[number]

/** Why the billing system said nothing of a customer as their flow opened. */
export const missingFacts = [
  "slow",
  "failed",
  "refused-key",
  "rate-limited",
  "busy",
  "unknown-customer",
  "other-subscription",
] as const
export type MissingFacts = (typeof missingFacts)[number]

/** How long the customer looked at one offer, at the longest: from so many milliseconds on, the longest first. */
export const offerLooks = { "over-30s": 30_000, "10-30s": 10_000, "3-10s": 3000, "under-3s": 0 } as const
export type OfferLook = keyof typeof offerLooks

/**
 * What there is of a session's recording: it grows, is there whole or with gaps, nothing of it arrived, it was deleted, or
 * another system has it; else why there is none.
 */
export const recordingStates = [
  "running",
  "available",
  "partial",
  "lost",
  "deleted",
  "elsewhere",
  "workspace",
  "call",
  "unverified",
  "privacy",
  "save-data",
  "unsupported",
] as const
export type RecordingState = (typeof recordingStates)[number]

/** What a customer asked of the company's billing, from the asking to the end of it. */
export const requestStates = ["asked", "sending", "applied", "scheduled", "refused", "unknown"] as const
export type RequestState = (typeof requestStates)[number]
