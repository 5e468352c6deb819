import { primaryFlowName } from "@holdfast/protocol"
import { type ExportColumnId, exportColumns } from "@holdfast/protocol/dashboard"
import { type RawBuilder, sql } from "kysely"
import { dimensionSql } from "../../session/dimensions.ts"
import { exportedColumns, fieldColumns } from "../../session/session-columns.ts"

/** Where a column's value comes from: a typed SQL value, or a field of the record as JSON. */
export type ColumnSource =
  | { from: "table"; value: RawBuilder<unknown> }
  | { from: "detail"; path: readonly string[] }

const table = (value: RawBuilder<unknown>): ColumnSource => ({ from: "table", value })

/** What the record calls a session: an imported one goes by the id that it came with. */
export const recordId = (name: "session" | "winner"): RawBuilder<string> =>
  sql`coalesce(${sql.ref(`${name}.foreign_id`)}, ${sql.ref(`${name}.id`)}::text)`

/** What is neither a field of `session.detail` nor one that is a column, as expressions on `session`. */
const madeSources = {
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
  recordingState: dimensionSql.recordingState,
  // the column is this field, or `created` where there is none
  "customer.subscriptionStart": sql`case when session.detail #>> '{customer,subscriptionStart}' is not null
    then session.subscription_start end`,
  ageMonths: sql`session.age_months`,
  other: otherFields(),
} satisfies Partial<Record<ExportColumnId, RawBuilder<unknown>>>

const exported: readonly string[] = exportedColumns
const tableSources = new Map<string, RawBuilder<unknown>>([
  ...fieldColumns
    .filter(({ column }) => exported.includes(column))
    .map(({ object, field, column }): [string, RawBuilder<unknown>] => [
      object === null ? field : `${object}.${field}`,
      sql.ref(`session.${column}`),
    ]),
  ...Object.entries(madeSources),
])

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
  const source = tableSources.get(id)
  return source ? table(source) : { from: "detail", path: id.split(".") }
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
