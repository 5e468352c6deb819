import { type Kysely, sql } from "kysely"
import type { Tables } from "../../db/schema.ts"
import { stateOf } from "../../session/change/session-change.ts"
import { sessionsChanged } from "../../session/change/sessions-changed.ts"

type OfWorkspaces = {
  [T in keyof Tables]: "workspace_id" extends keyof Tables[T] ? T : never
}[keyof Tables]

/** The tests' own, of the database that they clone. */
type OfTests = Extract<keyof Tables, `guard_${string}`>

/**
 * Every table that holds rows of workspaces, in the order in which they are emptied; a new one does not compile without
 * its place. Sessions go first, one piece after the other, and their change log after them.
 */
const tables = {
  action_request: true,
  request_notice: true,
  billing_event: true,
  billing_subscription: true,
  billing_reading: true,
  billing_connection: true,
  webhook_try: true,
  webhook_delivery: true,
  webhook_reader: true,
  webhook_endpoint: true,
  recording_chunk: true,
  recording: true,
  session_change: true,
  session_offer: true,
  facet_piece: true,
  facet_bits: true,
  facet_codes: true,
  facet_stale: true,
  facet_block: true,
  figure_check: true,
  goal: true,
  note: true,
  alert: true,
  digest: true,
  saved_view: true,
  export: true,
  export_choice: true,
  mail: true,
  invitation: true,
  member: true,
  api_key: true,
  api_usage: true,
  health_count: true,
  ab_test_exposure: true,
  ab_test: true,
  flow_editor: true,
  flow_draft: true,
  blueprint: true,
  flow: true,
  segment: true,
  audit_entry: true,
} as const satisfies Record<Exclude<OfWorkspaces, OfTests | "session" | "workspace_removal">, true>

const sessionsAtOnce = 500
const rowsAtOnce = 5000

/** Removes every row of a workspace that is no more, each piece in a transaction of its own. */
export async function removeRows(db: Kysely<Tables>, workspaceId: string): Promise<void> {
  while ((await removeSessions(db, workspaceId)) === sessionsAtOnce);
  for (const table of Object.keys(tables)) {
    while ((await removePiece(db, table, workspaceId)) === rowsAtOnce);
  }
}

async function removePiece(db: Kysely<Tables>, table: string, workspaceId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)}
    where workspace_id = ${workspaceId} and ctid in (
      select ctid from ${sql.table(table)} where workspace_id = ${workspaceId} limit ${rowsAtOnce}
    )`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** As every writer of sessions, by the change log; it is emptied afterwards. */
const removeSessions = (db: Kysely<Tables>, workspaceId: string): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom("session")
      .select(["id", "mode", "created_at", "outcome", "save_type", "bounced_by", "revision", "sequence"])
      .where("workspace_id", "=", workspaceId)
      .limit(sessionsAtOnce)
      .forUpdate()
      .execute()
    if (rows.length === 0) return 0
    await trx
      .deleteFrom("session")
      .where("workspace_id", "=", workspaceId)
      .where(
        "id",
        "in",
        rows.map(({ id }) => id),
      )
      .execute()
    const changes = rows.map((row) => ({
      ...{ workspaceId, id: row.id, mode: row.mode, createdAt: row.created_at },
      before: stateOf(row),
      after: null,
    }))
    await sessionsChanged(trx, changes, new Date())
    return rows.length
  })
