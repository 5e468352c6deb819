import {
  type ExportChoice,
  type ExportColumnId,
  exportColumns,
  exportProfiles,
  exportSeparators,
  type NewExport,
} from "@holdfast/protocol/dashboard"
import { Type } from "typebox"
import type { Db } from "../../db/database.ts"
import { ApiError } from "../api-error.ts"
import { assertTimeZone } from "../assert-time-zone.ts"
import type { StreamQuery } from "./stream-query.ts"

const fields = {
  profile: Type.Enum([...exportProfiles]),
  columns: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 500 }),
  timeZone: Type.String({ minLength: 1, maxLength: 100 }),
  separator: Type.Enum([...exportSeparators]),
  isCompressed: Type.Boolean(),
  search: Type.Optional(Type.String({ maxLength: 20_000 })),
}
export const ExportBody = Type.Object(fields, { additionalProperties: false })
export type ExportBody = Omit<NewExport, "columns"> & { columns: string[] }

/** What is asked of a route that makes a file: of which sessions, and how it looks. */
export interface MakesExport {
  Params: { appId: string }
  Querystring: StreamQuery
  Body: ExportBody
}

const known = new Set<string>(exportColumns.map(({ id }) => id))

/**
 * @param db to ask which time zones it knows
 * @throws ApiError 422 that names the field
 */
export async function readExportBody(
  db: Db,
  { search, columns, ...choice }: ExportBody,
): Promise<{ choice: ExportChoice; search: string | null }> {
  assertColumns(columns)
  if (columns.length === 0 && choice.profile !== "ndjson") {
    throw invalid("columns is empty; it takes one column or more.")
  }
  await assertTimeZone(db, choice.timeZone)
  return { choice: { ...choice, columns }, search: search === undefined ? null : tidy(search) }
}

function assertColumns(columns: string[]): asserts columns is ExportColumnId[] {
  const seen = new Set<string>()
  for (const column of columns) {
    if (!known.has(column)) throw invalid(`columns has "${column}", which is no column of an export.`)
    if (seen.has(column)) throw invalid(`columns has ${column} twice.`)
    seen.add(column)
  }
}

/** An address that every workspace could have. */
function tidy(search: string): string {
  const query = new URLSearchParams(search)
  query.delete("workspace")
  return query.toString()
}

const invalid = (sentence: string) => new ApiError(422, "invalid", sentence)
