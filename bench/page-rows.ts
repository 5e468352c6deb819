import type { StreamPage } from "@holdfast/protocol/dashboard"
import type pg from "pg"
import type { Asker } from "./asker.ts"
import { type Timing, timeEach } from "./measure.ts"
import { atMost, type Bound, type Row, timingRow } from "./row.ts"

const times = 300
const depths = [0.1, 0.5, 0.9]

/** The plain stream: its first page, and the page after any share of all sessions. */
export async function pageRows(ask: Asker, client: pg.Client): Promise<Row[]> {
  const from = new Date(Date.now() - 90 * 24 * 3600 * 1000)
  const page = (query: string) => ask.stream<StreamPage>("", query)
  const rows = [
    timingRow(
      "first page, last 90 days",
      ...(await beside(
        () => page(`from=${from.toISOString()}`),
        () => client.query(pageSql("and s.created_at >= $2"), [ask.workspaceId, from]),
      )),
    ),
  ]
  const { rows: counted } = await client.query<{ n: number }>(
    "select count(*)::int as n from session where workspace_id = $1 and mode = 'live'",
    [ask.workspaceId],
  )
  for (const depth of depths) {
    const { rows: at } = await client.query<{ created_at: Date; id: string }>(
      `select created_at, id from session where workspace_id = $1 and mode = 'live'
       order by created_at desc, id desc offset $2 limit 1`,
      [ask.workspaceId, Math.floor((counted[0]?.n ?? 0) * depth)],
    )
    const cursor = at[0]
    if (!cursor) continue
    const before = await ask.cursorAfter(cursor.created_at)
    rows.push(
      timingRow(
        `the page after ${depth * 100} % of all sessions`,
        ...(await beside(
          () => page(`before=${encodeURIComponent(before)}`),
          () =>
            client.query(pageSql("and (s.created_at, s.id) < ($2, $3)"), [
              ask.workspaceId,
              cursor.created_at,
              cursor.id,
            ]),
        )),
      ),
    )
  }
  return rows
}

/** The rows of a page with what they tell of others, as one would write it by hand. */
const pageSql = (condition: string) => `
  select s.*, g.name as segment_name, w.id as winner_id, w.created_at as winner_created_at, w.outcome as winner_outcome,
    w.save_type as winner_save_type
  from session s
  left join session w on w.workspace_id = s.workspace_id and w.id = s.bounced_by
  left join segment g on g.workspace_id = s.workspace_id and g.id = s.segment_id
  where s.workspace_id = $1 and s.mode = 'live' ${condition}
  order by s.created_at desc, s.id desc limit 11`

async function beside(
  ours: () => Promise<unknown>,
  floor: () => Promise<unknown>,
): Promise<[Timing, Timing, Bound[]]> {
  const [our, raw] = [await timeEach(times, ours), await timeEach(times, floor)]
  const ratio = our.p50Ms / raw.p50Ms
  return [our, raw, [{ words: "≤ 2 × its SQL", isMet: ratio <= 2 }, atMost("p95", our.p95Ms, 10)]]
}
