import { primaryFlowName } from "@holdfast/protocol"
import { type ExportColumnId, exportColumns } from "@holdfast/protocol/dashboard"
import { type RawBuilder, sql } from "kysely"

/** Where a column's value comes from: a typed SQL value, or a field of the record as JSON. */
export type ColumnSource =
  | { from: "table"; value: RawBuilder<unknown> }
  | { from: "detail"; path: readonly string[] }

const table = (value: RawBuilder<unknown>): ColumnSource => ({ from: "table", value })

/** What the record calls a session: an imported one goes by the id that it came with. */
export const recordId = (name: "session" | "winner"): RawBuilder<string> =>
  sql`coalesce(${sql.ref(`${name}.foreign_id`)}, ${sql.ref(`${name}.id`)}::text)`

/** The columns that are no field of `session.detail`, as expressions on `session`. */
const tableSources = {
  _id: recordId("session"),
  createdAt: sql`session.created_at`,
  updatedAt: sql`session.updated_at`,
  mode: sql`upper(session.mode)`,
  outcome: sql`session.outcome`,
  saveType: sql`session.save_type`,
  canceled: sql`(session.outcome = 'canceled')`,
  aborted: sql`(session.outcome = 'abandoned')`,
  bounced: sql`(session.bounced_by is not null)`,
  verified: sql`session.verified`,
  customActionHandler: sql`session.custom_action_handler`,
  "customer.id": sql`session.customer_id`,
  "customer.email": sql`session.customer_email`,
  "customer.subscriptionId": sql`session.subscription_id`,
  // the column is this field, or `created` where there is none
  "customer.subscriptionStart": sql`case when session.detail #>> '{customer,subscriptionStart}' is not null
    then session.subscription_start end`,
  ageMonths: sql`session.age_months`,
  "customer.planId": sql`session.plan_id`,
  "customer.planPrice": sql`session.plan_price`,
  "customer.currency": sql`session.currency`,
  "customer.billingInterval": sql`session.billing_interval`,
  "customer.billingIntervalCount": sql`session.billing_interval_count`,
  "customer.onTrial": sql`session.on_trial`,
  surveyChoiceId: sql`session.survey_choice_id`,
  surveyChoiceValue: sql`session.survey_choice_value`,
  followupQuestion: sql`session.followup_question`,
  followupResponse: sql`session.followup_response`,
  feedback: sql`session.feedback`,
  "acceptedOffer.offerType": sql`session.offer_type`,
  "acceptedOffer.couponId": sql`session.coupon_id`,
  segmentId: sql`session.segment_id`,
  blueprintId: sql`session.blueprint_id`,
  abtest: sql`session.abtest`,
  usedClickToCancel: sql`session.used_click_to_cancel`,
  other: otherFields(),
} satisfies Partial<Record<ExportColumnId, RawBuilder<unknown>>>

/** The workspace whose sessions are exported. */
export interface ExportedWorkspace {
  workspaceId: string
  /** Of its segments, by their ids: looked up here so that no join stands between the rows and the order of their index. */
  segmentNames: Readonly<Record<string, string>>
}

export function columnSource(
  id: ExportColumnId,
  { workspaceId, segmentNames }: ExportedWorkspace,
): ColumnSource {
  if (id === "flow") {
    const names = sql`${JSON.stringify(segmentNames)}::jsonb`
    return table(sql`coalesce(${names} ->> session.segment_id, ${primaryFlowName})`)
  }
  if (id === "bouncedBy") return table(winnerIn(workspaceId))
  if (id in tableSources) return table(tableSources[id as keyof typeof tableSources])
  return { from: "detail", path: id.split(".") }
}

/** Asked for each bounced session, which are few: a join could cost the order of the index. */
const winnerIn = (workspaceId: string) => sql`case when session.bounced_by is not null then (
  select ${recordId("winner")} from session winner
  where winner.workspace_id = ${workspaceId} and winner.id = session.bounced_by) end`

/** What the record has besides all other columns: fields that are not of the contract, and the rarer ones that are. */
function otherFields(): RawBuilder<unknown> {
  const known = exportColumns.map(({ id }) => id.split("."))
  const top = known.map(([name]) => name ?? "")
  const objects = ["customer", "acceptedOffer", "region"]
  const rest = objects.map((name) => {
    const below = known.flatMap(([first, second]) => (first === name && second ? [second] : []))
    const object = sql`(session.detail -> ${sql.lit(name)})`
    return sql`case when jsonb_typeof(${object}) = 'object' and ${object} - ${below}::text[] <> '{}'
      then jsonb_build_object(${sql.lit(name)}, ${object} - ${below}::text[]) else '{}' end`
  })
  return sql`nullif(session.detail - ${top}::text[] || ${sql.join(rest, sql` || `)}, '{}')`
}
