/**
 * The columns that an export can have: every field of the record, and what the dashboard shows beside it. The ids are
 * kept in people's choices, so they never change their meaning.
 *
 * `text` may be anything that a customer or a merchant wrote; only it is disarmed for spreadsheets. `money` is minor
 * units in the record. `coupon` is money where the coupon is an amount, and else a percentage. `json` is a list or an
 * object.
 */
export type ExportColumnKind = "text" | "word" | "number" | "money" | "coupon" | "boolean" | "time" | "json"

export interface ExportColumn {
  id: string
  /** The heading for a person. The heading for a machine is the id. */
  label: string
  kind: ExportColumnKind
  group:
    | "Session"
    | "Customer"
    | "Offer"
    | "Answers"
    | "Flow"
    | "Region and language"
    | "Recording"
    | "Details"
}

const column = <const Id extends string>(
  id: Id,
  label: string,
  kind: ExportColumnKind,
  group: ExportColumn["group"],
) => ({ id, label, kind, group })

export const exportColumns = [
  column("_id", "Session ID", "text", "Session"),
  column("createdAt", "Started", "time", "Session"),
  column("updatedAt", "Last changed", "time", "Session"),
  column("mode", "Mode", "word", "Session"),
  column("outcome", "Outcome", "text", "Session"),
  column("saveType", "Save type", "word", "Session"),
  column("canceled", "Cancelled", "boolean", "Session"),
  column("aborted", "Abandoned", "boolean", "Session"),
  column("decisionState", "Decision state", "word", "Session"),
  column("bounced", "Bounced", "boolean", "Session"),
  column("bouncedBy", "Bounced by", "text", "Session"),
  column("provider", "Billing provider", "text", "Session"),
  column("embedVersion", "Client", "text", "Session"),
  column("managedFlow", "Managed flow", "boolean", "Session"),
  column("verified", "Customer verified", "boolean", "Session"),
  column("customActionHandler", "Overrides", "text", "Session"),
  column("customer.id", "Customer ID", "text", "Customer"),
  column("customer.email", "Email", "text", "Customer"),
  column("customer.created", "Customer since", "time", "Customer"),
  column("customer.subscriptionId", "Subscription ID", "text", "Customer"),
  column("customer.subscriptionStart", "Subscription start", "time", "Customer"),
  column("customer.subscriptionPeriodStart", "Period start", "time", "Customer"),
  column("customer.subscriptionPeriodEnd", "Period end", "time", "Customer"),
  column("ageMonths", "Subscription age (months)", "number", "Customer"),
  column("customer.planId", "Plan ID", "text", "Customer"),
  column("customer.planPrice", "Price", "money", "Customer"),
  column("customer.currency", "Currency", "text", "Customer"),
  column("customer.itemQuantity", "Quantity", "number", "Customer"),
  column("customer.billingInterval", "Billing interval", "word", "Customer"),
  column("customer.billingIntervalCount", "Billing interval count", "number", "Customer"),
  column("customer.onTrial", "On trial", "boolean", "Customer"),
  column("customer.trialStart", "Trial start", "time", "Customer"),
  column("customer.trialEnd", "Trial end", "time", "Customer"),
  column("customer.paused", "Paused at entry", "boolean", "Customer"),
  column("customer.pauseEnd", "Pause end", "time", "Customer"),
  column("customer.subscriptionDiscount", "Discount at entry", "json", "Customer"),
  column("customer.latestDiscountExpiration", "Discount ends", "time", "Customer"),
  column("customer.customAttributes", "Custom attributes", "json", "Customer"),
  column("surveyId", "Survey ID", "text", "Answers"),
  column("surveyChoiceId", "Survey choice ID", "text", "Answers"),
  column("surveyChoiceValue", "Survey choice", "text", "Answers"),
  column("followupQuestion", "Follow-up question", "text", "Answers"),
  column("followupResponse", "Follow-up answer", "text", "Answers"),
  column("feedback", "Feedback", "text", "Answers"),
  column("acceptedOffer.offerType", "Accepted offer", "word", "Offer"),
  column("acceptedOffer.customOfferType", "Custom offer", "text", "Offer"),
  column("acceptedOffer.customOfferResult", "Custom offer result", "json", "Offer"),
  column("acceptedOffer.guid", "Offer ID", "text", "Offer"),
  column("acceptedOffer.couponId", "Coupon", "text", "Offer"),
  column("acceptedOffer.couponType", "Coupon type", "word", "Offer"),
  column("acceptedOffer.couponAmount", "Coupon amount", "coupon", "Offer"),
  column("acceptedOffer.couponDuration", "Coupon months", "number", "Offer"),
  column("acceptedOffer.pauseDuration", "Pause length", "number", "Offer"),
  column("acceptedOffer.pauseInterval", "Pause unit", "word", "Offer"),
  column("acceptedOffer.newPlanId", "New plan", "text", "Offer"),
  column("acceptedOffer.newPlanPrice", "New price", "money", "Offer"),
  column("acceptedOffer.trialExtensionDays", "Trial days added", "number", "Offer"),
  column("acceptedOffer.redirectUrl", "Redirect URL", "text", "Offer"),
  column("acceptedOffer.rebateAmount", "Rebate", "money", "Offer"),
  column("presentedOffers", "Offers shown", "json", "Offer"),
  column("autoOptimizationUsed", "Adaptive offer", "boolean", "Offer"),
  column("autoOptimizationKey", "Adaptive bucket", "text", "Offer"),
  column("discountCooldown", "Discount cooldown (days)", "number", "Offer"),
  column("pauseCooldown", "Pause cooldown (days)", "number", "Offer"),
  column("discountCooldownApplied", "Discount held back", "boolean", "Offer"),
  column("pauseCooldownApplied", "Pause held back", "boolean", "Offer"),
  column("flow", "Flow", "text", "Flow"),
  column("segmentId", "Segment ID", "text", "Flow"),
  column("blueprintId", "Flow version ID", "text", "Flow"),
  column("abtest", "A/B test", "text", "Flow"),
  column("abtestArm", "A/B test arm", "word", "Flow"),
  column("region.matchedRegion", "Region", "text", "Region and language"),
  column("region.matchedRegionCode", "Region code", "text", "Region and language"),
  column("clickToCancelEnabled", "Cancel Now available", "boolean", "Region and language"),
  column("strictFTCComplianceEnabled", "Maximal US compliance", "boolean", "Region and language"),
  column("usedClickToCancel", "Cancel Now used", "boolean", "Region and language"),
  column("region.source", "Region told by", "text", "Region and language"),
  column("region.rule", "Click-to-cancel rule", "text", "Region and language"),
  column("clicks", "Clicks until the decision", "number", "Region and language"),
  column("secondsToCancel", "Seconds to cancel", "number", "Region and language"),
  column("lang", "Language", "text", "Region and language"),
  column("detectedLang", "Detected language", "text", "Region and language"),
  column("displayLang", "Shown language", "text", "Region and language"),
  column("translationType", "Translation", "word", "Region and language"),
  column("recordingState", "Recording", "word", "Recording"),
  column("recording", "Recording address", "text", "Recording"),
  column("recordingStartTime", "Recording start", "time", "Recording"),
  column("recordingEndTime", "Recording end", "time", "Recording"),
  column("stepsViewed", "Steps", "json", "Details"),
  column("customStepResults", "Custom steps", "json", "Details"),
  column("other", "Other fields", "json", "Details"),
] as const satisfies readonly ExportColumn[]

export type ExportColumnId = (typeof exportColumns)[number]["id"]

/** What a person gets who has not chosen: what the row on the screen says. */
export const defaultExportColumns: readonly ExportColumnId[] = [
  "createdAt",
  "outcome",
  "bounced",
  "customer.email",
  "customer.id",
  "flow",
  "surveyChoiceValue",
  "followupQuestion",
  "followupResponse",
  "feedback",
  "acceptedOffer.offerType",
  "acceptedOffer.couponId",
  "customer.planId",
  "customer.planPrice",
  "customer.currency",
  "customer.billingInterval",
  "customer.billingIntervalCount",
  "customer.onTrial",
  "customer.subscriptionStart",
  "ageMonths",
  "mode",
  "_id",
]
