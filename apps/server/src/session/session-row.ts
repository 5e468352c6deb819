import {
  type BillingInterval,
  isSettled,
  outcomeOf,
  type ReportedState,
  readInstant,
  type SaveType,
  type SessionFacts,
  saveTypeOf,
  subscriptionAgeMonths,
} from "@holdfast/protocol"
import type { Insertable, Selectable } from "kysely"
import type { SessionRow } from "../db/schema.ts"
import { saidByServer } from "./said-by-server.ts"
import { searchable } from "./searchable.ts"
import { type ColumnWith, type FieldColumn, fieldColumns } from "./session-columns.ts"

/**
 * Between the record of the wire and the row of the table. The fields that are read often are columns
 * (`session-columns.ts`); every other field, unknown ones included, lies in `detail` as it came.
 */

/** What a row has that no client reports: whose session it is and how it came in. */
export type SessionIdentity = Pick<
  SessionRow,
  "workspace_id" | "id" | "mode" | "created_at" | "source" | "verified" | "client_key"
>

/** What a report changes: everything but the identity, the bounce and the number of the change. */
export type ReportColumns = Pick<Insertable<SessionRow>, ColumnWith<{ written: "report" }>> & {
  is_silent: boolean
  save_type: SaveType | null
}

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
  const { facts, revision, acceptedRevision, decisionRevision } = reported.state
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
    decision_revision: decisionRevision,
    is_silent: reported.isSilent,
    last_report_at: reported.lastReportAt,
    subscription_start: subscriptionStart,
    age_months: subscriptionStart && subscriptionAgeMonths(subscriptionStart, createdAt),
    ...fieldsInColumns(facts),
    billing_interval: (customer?.billingInterval?.toUpperCase() as BillingInterval | undefined) || null,
    search_text: searchTextOf(facts),
    detail: JSON.stringify(detailOf(facts)),
  }
}

const columnsOf = (object: FieldColumn["object"]) => fieldColumns.filter((each) => each.object === object)
const ofRecord = columnsOf(null)
const ofCustomer = columnsOf("customer")
const ofOffer = columnsOf("acceptedOffer")

type FieldColumns = Pick<Insertable<SessionRow>, ColumnWith<{ field: string }>>

/** Copied for each session: an object that grows by one name after the other is slower to make. */
const noFields = Object.fromEntries(fieldColumns.map(({ column }) => [column, null]))

function fieldsInColumns(facts: SessionFacts): FieldColumns {
  const columns: Record<string, unknown> = { ...noFields }
  put(columns, ofRecord, facts)
  if (facts.customer) put(columns, ofCustomer, facts.customer)
  if (facts.acceptedOffer) put(columns, ofOffer, facts.acceptedOffer)
  // the table of columns compiles only where each holds the values of its field
  return columns as FieldColumns
}

function put(
  columns: Record<string, unknown>,
  fields: readonly FieldColumn[],
  part: Readonly<Record<string, unknown>>,
): void {
  for (const { column, field } of fields) {
    const value = part[field]
    if (value !== undefined && value !== "") columns[column] = value
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

/** Fields that `detail` need not keep. */
const keptElsewhere = new Set([...ofRecord.map(({ field }) => field), ...saidByServer, "canceled"])
const keptOfCustomer = new Set(ofCustomer.map(({ field }) => field))
const couponField = new Set(["couponId"])

/** A plain loop: `Object.fromEntries` over a filtered list cost 15 % of seeding a million sessions. */
function without(value: object, names: ReadonlySet<string>): Record<string, unknown> {
  const rest: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(value)) if (!names.has(name)) rest[name] = field
  return rest
}

function detailOf(facts: SessionFacts): Record<string, unknown> {
  const detail = without(facts, keptElsewhere)
  if (facts.customer) detail.customer = without(facts.customer, keptOfCustomer)
  // the one text that stands in a column as well
  if (facts.acceptedOffer?.couponId === "") detail.acceptedOffer = without(facts.acceptedOffer, couponField)
  return detail
}

/** The facts of a stored session, as they were reported. */
export function factsOf(row: Selectable<SessionRow>): SessionFacts {
  const facts: Record<string, unknown> = { ...row.detail, canceled: row.outcome === "canceled" }
  for (const { field, column } of ofRecord) if (row[column] !== null) facts[field] = row[column]
  const customer: Record<string, unknown> = {}
  for (const { field, column } of ofCustomer) if (row[column] !== null) customer[field] = row[column]
  if (facts.customer || Object.keys(customer).length > 0) {
    facts.customer = { ...customer, ...(facts.customer as object | undefined) }
  }
  return facts as SessionFacts
}

export const reportedState = (row: Selectable<SessionRow>): ReportedState => ({
  revision: row.revision,
  facts: factsOf(row),
  acceptedRevision: row.accepted_revision,
  decisionRevision: row.decision_revision ?? row.accepted_revision,
})
