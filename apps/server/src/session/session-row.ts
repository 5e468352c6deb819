import {
  type BillingInterval,
  isSettled,
  type OfferType,
  outcomeOf,
  type ReportedState,
  readInstant,
  type SessionFacts,
  saveTypeOf,
  subscriptionAgeMonths,
} from "@holdfast/protocol"
import type { Insertable, Selectable } from "kysely"
import type { SessionRow } from "../db/schema.ts"
import { saidByServer } from "./said-by-server.ts"
import { searchable } from "./searchable.ts"

/**
 * Between the record of the wire and the row of the table. The hot fields are columns; every other field,
 * unknown ones included, lies in `detail` as it came.
 */

/** What a row has that no client reports: whose session it is and how it came in. */
export type SessionIdentity = Pick<
  SessionRow,
  "workspace_id" | "id" | "mode" | "created_at" | "source" | "verified" | "client_key"
>

/** What a report changes: everything but the identity and the bounce. */
export type ReportColumns = Omit<
  Insertable<SessionRow>,
  keyof SessionIdentity | "bounced_by" | "awaits_post" | "foreign_id"
> & { is_silent: boolean }

/** Fields of the record that are columns of their own, with the column's name. */
const columnOf = {
  segmentId: "segment_id",
  blueprintId: "blueprint_id",
  abtest: "abtest",
  surveyChoiceId: "survey_choice_id",
  surveyChoiceValue: "survey_choice_value",
  followupQuestion: "followup_question",
  followupResponse: "followup_response",
  feedback: "feedback",
  usedClickToCancel: "used_click_to_cancel",
  customActionHandler: "custom_action_handler",
} as const satisfies Partial<Record<keyof SessionFacts, keyof SessionRow>>

/** Fields of the record's `customer` that are columns. Times and the interval need a conversion, so stand below. */
const customerColumnOf = {
  id: "customer_id",
  email: "customer_email",
  subscriptionId: "subscription_id",
  planId: "plan_id",
  planPrice: "plan_price",
  currency: "currency",
  billingIntervalCount: "billing_interval_count",
  onTrial: "on_trial",
} as const

export interface Reported {
  state: ReportedState
  /** Silent for so long that the session counts as closed. */
  isSilent: boolean
  lastReportAt: Date
}

/** What the columns need to know of the session besides what was reported. */
export interface SessionTimes {
  createdAt: Date
  now: Date
  /** When it settled, if it had before. */
  settledBefore: Date | null
}

/** The columns that follow from what was reported so far. An empty text says nothing, so none stands in a column. */
export function reportColumns(
  reported: Reported,
  { createdAt, now, settledBefore }: SessionTimes,
): ReportColumns {
  const { facts, revision, acceptedRevision } = reported.state
  const accepted = facts.acceptedOffer
  const outcome = outcomeOf({
    canceled: facts.canceled === true,
    acceptedOffer: accepted?.offerType ? { ...accepted, offerType: accepted.offerType } : null,
    ended: facts.aborted === true || reported.isSilent,
  })
  const customer = facts.customer
  const startedAt = customer?.subscriptionStart ?? customer?.created
  const subscriptionStart = startedAt ? readInstant(startedAt) : null
  return {
    updated_at: now,
    outcome: outcome.kind,
    save_type: saveTypeOf(outcome),
    settled_at: isSettled(outcome.kind) ? (settledBefore ?? now) : null,
    revision,
    accepted_revision: acceptedRevision,
    is_silent: reported.isSilent,
    last_report_at: reported.lastReportAt,
    customer_id: customer?.id || null,
    customer_email: customer?.email || null,
    subscription_id: customer?.subscriptionId || null,
    subscription_start: subscriptionStart,
    age_months: subscriptionStart && subscriptionAgeMonths(subscriptionStart, createdAt),
    plan_id: customer?.planId || null,
    plan_price: customer?.planPrice ?? null,
    currency: customer?.currency || null,
    billing_interval: (customer?.billingInterval?.toUpperCase() as BillingInterval | undefined) || null,
    billing_interval_count: customer?.billingIntervalCount ?? null,
    on_trial: customer?.onTrial ?? null,
    segment_id: facts.segmentId || null,
    blueprint_id: facts.blueprintId || null,
    abtest: facts.abtest || null,
    offer_type: (accepted?.offerType as OfferType | null | undefined) ?? null,
    coupon_id: accepted?.couponId || null,
    pause_duration: accepted?.pauseDuration ?? null,
    survey_choice_id: facts.surveyChoiceId || null,
    survey_choice_value: facts.surveyChoiceValue || null,
    followup_question: facts.followupQuestion || null,
    followup_response: facts.followupResponse || null,
    feedback: facts.feedback || null,
    used_click_to_cancel: facts.usedClickToCancel ?? null,
    custom_action_handler: facts.customActionHandler || null,
    search_text: searchTextOf(facts),
    detail: JSON.stringify(detailOf(facts)),
  }
}

/** What a search looks through. The break between the fields keeps a match within one of them. */
function searchTextOf(facts: SessionFacts): string {
  const { customer, surveyChoiceValue, followupQuestion, followupResponse, feedback } = facts
  const fields = [
    customer?.email,
    customer?.id,
    surveyChoiceValue,
    followupQuestion,
    followupResponse,
    feedback,
  ]
  return fields.flatMap((field) => (field ? [searchable(field)] : [])).join("\n")
}

const hotFields = new Set([...Object.keys(columnOf), ...saidByServer, "canceled"])
const hotCustomerFields = new Set([...Object.keys(customerColumnOf), "billingInterval"])
const couponField = new Set(["couponId"])

/** A plain loop: `Object.fromEntries` over a filtered list cost 15 % of seeding a million sessions. */
function without(value: object, names: ReadonlySet<string>): Record<string, unknown> {
  const rest: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(value)) if (!names.has(name)) rest[name] = field
  return rest
}

function detailOf(facts: SessionFacts): Record<string, unknown> {
  const detail = without(facts, hotFields)
  if (facts.customer) detail.customer = without(facts.customer, hotCustomerFields)
  // the one text that stands in a column as well
  if (facts.acceptedOffer?.couponId === "") detail.acceptedOffer = without(facts.acceptedOffer, couponField)
  return detail
}

/** The facts of a stored session, as they were reported. */
export function factsOf(row: Selectable<SessionRow>): SessionFacts {
  const facts: Record<string, unknown> = { ...row.detail, canceled: row.outcome === "canceled" }
  for (const [field, column] of Object.entries(columnOf)) {
    if (row[column] !== null) facts[field] = row[column]
  }
  const customer: Record<string, unknown> = {}
  for (const [field, column] of Object.entries(customerColumnOf)) {
    if (row[column] !== null) customer[field] = row[column]
  }
  if (row.billing_interval !== null) customer.billingInterval = row.billing_interval
  if (facts.customer || Object.keys(customer).length > 0) {
    facts.customer = { ...customer, ...(facts.customer as object | undefined) }
  }
  return facts as SessionFacts
}

export const reportedState = (row: Selectable<SessionRow>): ReportedState => ({
  revision: row.revision,
  facts: factsOf(row),
  acceptedRevision: row.accepted_revision,
})
