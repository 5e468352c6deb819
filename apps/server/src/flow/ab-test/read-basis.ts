import type { Mode } from "@holdfast/protocol"
import type { AbTestBasis } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { findSegment } from "../find-segment.ts"

const dayMs = 24 * 3600 * 1000
const mostDays = 90

/** What a test of a segment would begin from: the last 90 days, one outcome a customer. null without such a segment. */
export async function readBasis(
  db: Db,
  { workspaceId, mode, now }: { workspaceId: string; mode: Mode; now: Date },
  segmentId: string,
): Promise<AbTestBasis | null> {
  if (!(await findSegment(db, workspaceId, segmentId))) return null
  const from = new Date(now.getTime() - mostDays * dayMs)
  const { rows } = await sql<{ customers: string; saved: string; first: Date | null }>`
    select count(*) as customers, count(*) filter (where last.outcome <> 'canceled') as saved,
      min(last.first) as first
    from (
      select distinct on (session.customer_id) session.outcome,
        min(session.created_at) over (partition by session.customer_id) as first
      from session
      where session.workspace_id = ${workspaceId} and session.mode = ${mode}
        and session.created_at >= ${from} and session.segment_id = ${segmentId}
        and session.outcome <> 'open' and session.bounced_by is null
        and session.verified and session.customer_id is not null
      order by session.customer_id, session.created_at desc, session.id desc
    ) last`.execute(db)
  const [row] = rows
  const customers = Number(row?.customers ?? 0)
  const days = row?.first
    ? Math.min(mostDays, Math.max(1, Math.ceil((now.getTime() - row.first.getTime()) / dayMs)))
    : 0
  return {
    days,
    customers,
    saved: Number(row?.saved ?? 0),
    customersPerWeek: days === 0 ? 0 : (customers / days) * 7,
  }
}
