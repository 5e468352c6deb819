import type { ExportManifest } from "@holdfast/protocol/dashboard"
import type { Db } from "../db/database.ts"
import type { FinishedFile } from "./finish-export.ts"
import type { StoredExport } from "./to-export.ts"

/** What stands beside the file. @param url public base URL */
export async function manifestOf(
  db: Db,
  url: string,
  row: StoredExport,
  file: FinishedFile,
): Promise<ExportManifest | null> {
  const workspace = await db
    .selectFrom("workspace")
    .select(["app_id", "name"])
    .where("id", "=", row.workspace_id)
    .executeTakeFirst()
  if (!workspace) return null
  const query = new URLSearchParams(row.search ?? "")
  query.set("workspace", workspace.app_id)
  return {
    file: row.file_name,
    rows: file.rows,
    bytes: file.bytes,
    sha256: file.sha256,
    filter: { words: row.filter_words, link: row.search === null ? null : `${url}/?${query}` },
    choice: row.choice,
    snapshotAt: file.snapshotAt.toISOString(),
    requestedBy: row.requested_by_email,
    workspace: { appId: workspace.app_id, name: workspace.name },
  }
}
