import { type ExportChoice, type ExportColumnId, exportColumns } from "@holdfast/protocol/dashboard"
import { type RawBuilder, sql } from "kysely"
import { exportedColumns } from "../../session/session-columns.ts"
import { machineCell, spreadsheetCell } from "./cell.ts"
import { columnSource, type ExportedWorkspace } from "./column-source.ts"
import { recordJson } from "./record-json.ts"
import { writtenOut } from "./written-out.ts"

/** Which sessions a file has, and in which words. */
export interface FileContent extends ExportedWorkspace {
  choice: ExportChoice
  /** A condition on `session`, which begins with the workspace. */
  where: RawBuilder<boolean>
}

/** The one statement that makes the lines of a file: whoever reads its answer only passes it on. */
export function copyStatement({ choice, where, ...workspace }: FileContent): string {
  const isCsv = choice.profile !== "ndjson"
  const cells = isCsv ? choice.columns.map((id) => cellOf(id, choice, workspace)) : [recordJson]
  // fields of `detail` are read from one plain copy of it: unpacking the stored one for each took 30 times as long
  const select = sql`select ${sql.join(cells)} from (
      select ${sql.join(exportedColumns.map((name) => sql.ref(`session.${name}`)))}, session.detail || '{}' as detail
      from session where ${where} order by session.created_at desc, session.id desc offset 0
    ) session order by session.created_at desc, session.id desc`
  return `copy (${writtenOut(select)}) to stdout (${isCsv ? csv(choice) : wholeLine})`
}

const csv = ({ profile, separator }: ExportChoice): string =>
  `format csv, delimiter '${profile === "spreadsheet" ? separator : ","}'`

/** JSON has no control characters, so that nothing is ever quoted and each line is the JSON itself. */
const wholeLine = String.raw`format csv, delimiter E'\x02', quote E'\x01'`

const columnOf = new Map(exportColumns.map((column) => [column.id, column]))

function cellOf(id: ExportColumnId, choice: ExportChoice, workspace: ExportedWorkspace): RawBuilder<unknown> {
  const column = columnOf.get(id)
  if (!column) throw new Error(`There is no column ${id}`)
  const source = columnSource(id, workspace)
  return choice.profile === "spreadsheet"
    ? spreadsheetCell(column, source, choice)
    : machineCell(column, source)
}
