import type { SaveType } from "@holdfast/protocol"
import type { Ignored } from "@holdfast/protocol/schema"
import { type Insertable, type RawBuilder, sql } from "kysely"
import { prepared } from "../../db/prepared.ts"
import type { SessionRow } from "../../db/schema.ts"
import { changingColumns, columnNames } from "../session-columns.ts"

/** A session as it is to be; a column that is left out becomes null, also where the table has a default. */
export type SessionWrite = Omit<Insertable<SessionRow>, "ignored"> & {
  save_type: SaveType | null
  bounced_by: string | null
  awaits_post: boolean
  is_silent: boolean
  sequence: number
  ignored: readonly Ignored[] | null
}

/** Without the workspace, which is the statement's. */
const list = sql.raw(columnNames.filter((name) => name !== "workspace_id").join(", "))
const assignments = sql.raw(changingColumns.map((name) => `${name} = excluded.${name}`).join(", "))

/**
 * Writes sessions of one workspace, new or changed, with one statement that is planned once: of 8 rows each, 10,000 a
 * second where one statement a row made 2,500.
 */
export const savedSessions = (workspaceId: string, rows: readonly SessionWrite[]): RawBuilder<unknown> =>
  sql`${insertedSessions(workspaceId, rows)}
    on conflict (workspace_id, id) do update set ${assignments}`

/**
 * Writes sessions of one workspace that are new for certain. PostgreSQL then looks for no row with the same id, and reads none
 * of what would become of it: a tenth of the statement's time.
 */
export function insertedSessions(workspaceId: string, rows: readonly SessionWrite[]): RawBuilder<unknown> {
  // in one order, so that two writers who want the same keys do not wait for each other
  const inOrder = rows.toSorted((a, b) => ((a.client_key ?? "") < (b.client_key ?? "") ? -1 : 1))
  return sql`
    insert ${prepared} into session (workspace_id, ${list})
    select ${workspaceId}::uuid, ${list}
    from json_populate_recordset(null::session, ${`[${inOrder.map(jsonOf).join(",")}]`})`
}

const columns = columnNames
  .filter((name) => name !== "workspace_id")
  .map((name) => [name, `,"${name}":`] as const)

/** `detail` is JSON already. Half of the columns are null, and a column that is not mentioned becomes null. */
function jsonOf(row: SessionWrite): string {
  let fields = ""
  for (const [name, key] of columns) {
    const value = row[name]
    if (value === null || value === undefined) continue
    fields += key + (name === "detail" ? value : JSON.stringify(value))
  }
  return `{${fields.slice(1)}}`
}
