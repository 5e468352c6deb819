import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { recordId } from "../../export/file/column-source.ts"
import { recordJson } from "../../export/file/record-json.ts"
import { exportedColumns } from "../session-columns.ts"

export interface StoredRecord {
  /** Its `_id`. */
  recordId: string
  /** The record as text; not asked for where only ids are. */
  json?: string
}

/**
 * Sessions as records of the Data API, by their ids; those that are gone are left out.
 * @param ids so few that their records have room in memory: each has 32 KB at most
 */
export async function readRecords(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, StoredRecord>> {
  const columns = sql.join(exportedColumns.map((name) => sql.ref(`session.${name}`)))
  const { rows } = await sql<{ id: string; recordId: string; json: string }>`
    select session.id, ${recordId("session")} as "recordId", ${recordJson} as json from (
      select ${columns}, session.detail || '{}' as detail from session
      where session.workspace_id = ${workspaceId} and session.id = any(${ids}::uuid[]) offset 0
    ) session`.execute(db)
  return new Map(rows.map(({ id, ...record }) => [id, record]))
}

/** The same without the records. */
export async function readRecordIds(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, StoredRecord>> {
  const { rows } = await sql<{ id: string; recordId: string }>`
    select session.id, ${recordId("session")} as "recordId" from session
    where session.workspace_id = ${workspaceId} and session.id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...record }) => [id, record]))
}
