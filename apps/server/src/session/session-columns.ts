import type { CustomerSnapshot, SessionFacts } from "@holdfast/protocol"
import type { SelectType } from "kysely"
import type { SessionRow } from "../db/schema.ts"

/** What there is to know of a column of `session`. */
interface SessionColumn {
  /**
   * `once` when the session is opened; with each `report`, from what was reported so far; or `apart` from both, as a bounce
   * is.
   */
  written: "once" | "report" | "apart"
  /** The field of the record that it holds, as a path. One of the accepted offer stays in `detail` as well. */
  field?: string
  /** A row of the Activity Stream is made of it. */
  streamed?: true
  /** Files are made of it. */
  exported?: true
}

/**
 * Every column of `session`, the one place where each is listed: what is written, read, streamed and exported follows
 * from this. A column of the table that is not here does not compile. (What a column holds that is no field of the record
 * is decided in `session-row.ts`.)
 */
export const sessionColumns = {
  workspace_id: { written: "once", exported: true },
  id: { written: "once", streamed: true, exported: true },
  foreign_id: { written: "once", exported: true },
  mode: { written: "once", streamed: true, exported: true },
  created_at: { written: "once", streamed: true, exported: true },
  source: { written: "once", streamed: true, exported: true },
  recording_state: { written: "once", streamed: true, exported: true },
  verified: { written: "once", streamed: true, exported: true },
  updated_at: { written: "report", exported: true },
  outcome: { written: "report", streamed: true, exported: true },
  save_type: { written: "report", streamed: true, exported: true },
  settled_at: { written: "report" },
  bounced_by: { written: "apart", exported: true },
  client_key: { written: "apart" },
  awaits_post: { written: "apart" },
  revision: { written: "report" },
  accepted_revision: { written: "report" },
  decision_revision: { written: "report" },
  decision_state: { written: "report", field: "decisionState", streamed: true, exported: true },
  is_silent: { written: "report" },
  last_report_at: { written: "report" },
  customer_id: { written: "report", field: "customer.id", streamed: true, exported: true },
  customer_email: { written: "report", field: "customer.email", streamed: true, exported: true },
  subscription_id: { written: "report", field: "customer.subscriptionId", exported: true },
  subscription_start: { written: "report", streamed: true, exported: true },
  age_months: { written: "report", exported: true },
  plan_id: { written: "report", field: "customer.planId", exported: true },
  plan_price: { written: "report", field: "customer.planPrice", streamed: true, exported: true },
  currency: { written: "report", field: "customer.currency", streamed: true, exported: true },
  billing_interval: { written: "report", field: "customer.billingInterval", streamed: true, exported: true },
  billing_interval_count: {
    written: "report",
    field: "customer.billingIntervalCount",
    streamed: true,
    exported: true,
  },
  on_trial: { written: "report", field: "customer.onTrial", streamed: true, exported: true },
  segment_id: { written: "report", field: "segmentId", streamed: true, exported: true },
  blueprint_id: { written: "report", field: "blueprintId", streamed: true, exported: true },
  abtest: { written: "report", field: "abtest", exported: true },
  abtest_arm: { written: "report", field: "abtestArm", exported: true },
  offer_type: { written: "report", field: "acceptedOffer.offerType", exported: true },
  coupon_id: { written: "report", field: "acceptedOffer.couponId", exported: true },
  pause_duration: { written: "report", field: "acceptedOffer.pauseDuration" },
  survey_choice_id: { written: "report", field: "surveyChoiceId", exported: true },
  survey_choice_value: { written: "report", field: "surveyChoiceValue", streamed: true, exported: true },
  followup_question: { written: "report", field: "followupQuestion", streamed: true, exported: true },
  followup_response: { written: "report", field: "followupResponse", streamed: true, exported: true },
  feedback: { written: "report", field: "feedback", streamed: true, exported: true },
  used_click_to_cancel: { written: "report", field: "usedClickToCancel", streamed: true, exported: true },
  custom_action_handler: { written: "report", field: "customActionHandler", streamed: true, exported: true },
  sequence: { written: "apart" },
  ignored: { written: "apart" },
  search_text: { written: "report" },
  detail: { written: "report" },
} as const satisfies {
  [C in keyof SessionRow]: SessionColumn & { field?: FieldFor<SelectType<SessionRow[C]>> }
}

/** The fields of the record whose values a column of such values can hold; words are texts on the wire. */
type FieldFor<Value> =
  | FieldOf<SessionFacts, Value>
  | `customer.${FieldOf<CustomerSnapshot, Value>}`
  | `acceptedOffer.${FieldOf<NonNullable<SessionFacts["acceptedOffer"]>, Value>}`
type FieldOf<Part, Value> = {
  [F in keyof Part]-?: [Part[F]] extends [Wide<Value> | null | undefined] ? F & string : never
}[keyof Part]
type Wide<Value> = Value extends string ? string : Value extends number ? number : Value

type Columns = typeof sessionColumns

/** The columns of which something is said. */
export type ColumnWith<Said> = { [C in keyof Columns]: Columns[C] extends Said ? C : never }[keyof Columns]

const entries = Object.entries(sessionColumns) as [keyof Columns, SessionColumn][]

const columnsThat = <Said>(holds: (column: SessionColumn) => boolean) =>
  entries.filter(([, column]) => holds(column)).map(([name]) => name) as ColumnWith<Said>[]

export const columnNames = entries.map(([name]) => name)
export const changingColumns = columnNames.filter((name) => sessionColumns[name].written !== "once")
export const streamedColumns = columnsThat<{ streamed: true }>(({ streamed }) => streamed === true)
export const exportedColumns = columnsThat<{ exported: true }>(({ exported }) => exported === true)

/** A column that holds a field of the record: of the record itself, or of an object in it. */
export interface FieldColumn {
  column: ColumnWith<{ field: string }>
  object: "customer" | "acceptedOffer" | null
  field: string
}

export const fieldColumns: readonly FieldColumn[] = columnsThat<{ field: string }>(
  ({ field }) => field !== undefined,
).map((column) => {
  const [first, second] = sessionColumns[column].field.split(".")
  if (second === undefined) return { column, object: null, field: first ?? "" }
  return { column, object: first === "customer" ? "customer" : "acceptedOffer", field: second }
})
