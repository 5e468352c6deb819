import type { Mode, SessionFacts } from "@holdfast/protocol"
import { type RawBuilder, type Selectable, sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { SessionRow } from "../../db/schema.ts"
import { fewAtOnce } from "../../session/count/few-at-once.ts"
import { findPage } from "../../session/read/find-page.ts"
import { factsOf } from "../../session/session-row.ts"

/** What a session tells of its customer. */
export interface RecentSession {
  id: string
  /** Their email, or else their id; an empty text where neither is known. */
  customer: string
  createdAt: Date
  facts: SessionFacts
}

export const mostRecent = 1000

/** The newest settled sessions of a mode, newest first: what rules are tried on. */
export async function recentSessions(db: Db, workspaceId: string, mode: Mode): Promise<RecentSession[]> {
  const filter = { workspaceId, mode, not: { outcome: ["open"] } }
  const page = { before: null, skip: 0, size: mostRecent }
  const rows = await fewAtOnce(() =>
    findPage(db, filter, page, ({ sessions }): RawBuilder<Selectable<SessionRow>> => sql`${sessions}`),
  )
  return rows.map((row) => ({
    id: row.id,
    customer: row.customer_email ?? row.customer_id ?? "",
    createdAt: row.created_at,
    facts: factsOf(row),
  }))
}
