import type { StreamPage } from "@holdfast/protocol/dashboard"
import type pg from "pg"
import { timeBeside } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { type CostLimits, costRow, type Row } from "./row.ts"

const times = 150
const depths = [0.1, 0.5, 0.9]
const limits: CostLimits = { processor: { most: 2.5 }, p50: { most: 6 } }

/** The plain stream: its first page, and the page after any share of all sessions. */
export async function pageRows({ ask, client, clocks }: Bench): Promise<Row[]> {
  const beside = (query: string, condition: string, values: unknown[]) =>
    timeBeside(
      { times },
      {
        ask: () => ask.stream<StreamPage>("", query),
        clocks: [clocks.postgres, clocks.server],
      },
      {
        ask: () => client.query<{ id: string }>(pageSql(condition), [ask.workspaceId, ...values]),
        clocks: [clocks.postgres, clocks.here],
      },
      isSamePage,
    )
  const from = new Date(Date.now() - 90 * 24 * 3600 * 1000)
  const first = await beside(`from=${from.toISOString()}`, "and s.created_at >= $2", [from])
  const rows = [costRow("first page, last 90 days", first, limits)]
  const { rows: counted } = await client.query<{ n: number }>(
    "select count(*)::int as n from session where workspace_id = $1 and mode = 'live'",
    [ask.workspaceId],
  )
  for (const depth of depths) {
    const { rows: at } = await client.query<{ created_at: Date }>(
      `select created_at from session where workspace_id = $1 and mode = 'live'
       order by created_at desc, id desc offset $2 limit 1`,
      [ask.workspaceId, Math.floor((counted[0]?.n ?? 0) * depth)],
    )
    const [cursor] = at
    if (!cursor) continue
    const before = await ask.cursorAfter(cursor.created_at)
    // the page begins behind the newest session of this millisecond
    const { rows: newest } = await client.query<{ created_at: Date; id: string }>(
      `select created_at, id from session where workspace_id = $1 and mode = 'live' and created_at < $2
       order by created_at desc, id desc limit 1`,
      [ask.workspaceId, new Date(cursor.created_at.getTime() + 1)],
    )
    const after = await beside(
      `before=${encodeURIComponent(before)}`,
      "and (s.created_at, s.id) < ($2, $3)",
      [newest[0]?.created_at, newest[0]?.id],
    )
    rows.push(costRow(`the page after ${depth * 100} % of all sessions`, after, limits))
  }
  return rows
}

/** Whether the hand-written SQL, which looks one further, found the sessions of the page. */
export function isSamePage({ sessions }: Pick<StreamPage, "sessions">, { rows }: Found): boolean {
  const found = rows.slice(0, sessions.length).map(({ id }) => id)
  const isWhole = sessions.length === Math.min(10, rows.length)
  return isWhole && sessions.map(({ id }) => id).join() === found.join()
}

export type Found = Pick<pg.QueryResult<{ id: string }>, "rows">

/** The rows of a page with what they tell of others, as one would write it by hand. */
const pageSql = (condition: string) => `
  select s.*, g.name as segment_name, w.id as winner_id, w.created_at as winner_created_at, w.outcome as winner_outcome,
    w.save_type as winner_save_type
  from session s
  left join session w on w.workspace_id = s.workspace_id and w.id = s.bounced_by
  left join segment g on g.workspace_id = s.workspace_id and g.id = s.segment_id
  where s.workspace_id = $1 and s.mode = 'live' ${condition}
  order by s.created_at desc, s.id desc limit 11`
