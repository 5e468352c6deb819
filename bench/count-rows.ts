import { facetDimensions } from "@holdfast/protocol"
import type { StreamFacets } from "@holdfast/protocol/dashboard"
import type pg from "pg"
import type { Asker } from "./asker.ts"
import { columnOf, queryOf, randomChoices, sqlOf } from "./choices.ts"
import { type Timing, timeEach } from "./measure.ts"
import { atMost, type Row, type Scale, timingRow } from "./row.ts"

const times = 200
/** The hand-written SQL takes up to seconds. */
const rawTimes = 5

/** The number of matches, and the facets with their counts inside the filter. */
export async function countRows(ask: Asker, client: pg.Client, scale: Scale): Promise<Row[]> {
  const facets = await ask.stream<StreamFacets>("/facets", "")
  const draw = randomChoices(facets, 5)
  const drawn = Array.from({ length: times }, draw)
  const from = new Date(Date.now() - 90 * 24 * 3600 * 1000)
  const cases = [
    {
      what: "no filter",
      limitMs: 20,
      query: () => "",
      raw: () => ({ condition: "true", values: [] as unknown[] }),
    },
    {
      what: "last 90 days",
      limitMs: 100,
      query: () => `from=${from.toISOString()}`,
      raw: () => ({ condition: "s.created_at >= $2", values: [from] as unknown[] }),
    },
    {
      what: "all time, one to four random choices",
      limitMs: 500,
      query: (i: number) => queryOf(drawn[i % times] ?? []),
      raw: (i: number) => sqlOf(drawn[i % times] ?? [], 2) as { condition: string; values: unknown[] },
    },
  ]
  const rows: Row[] = []
  for (const { what, limitMs, query, raw } of cases) {
    const sqlTiming = (select: string, group: string): Promise<Timing> =>
      timeEach(rawTimes * scale.share, (i) => {
        const { condition, values } = raw(i)
        const text = `select ${select} from session s where s.workspace_id = $1 and s.mode = 'live' and ${condition} ${group}`
        return client.query(text, [ask.workspaceId, ...values])
      })
    const count = await timeEach(times, (i) => ask.stream("/count", query(i)))
    rows.push(
      timingRow(`count of matches, ${what}`, count, await sqlTiming("count(*)", ""), [
        atMost("p95", count.p95Ms, limitMs * scale.times),
      ]),
    )
    const counted = await timeEach(times, (i) => ask.stream("/facets", query(i)))
    const columns = facetDimensions.map(columnOf)
    const sets = `group by grouping sets (${columns.map((column) => `(${column})`).join(", ")})`
    rows.push(
      timingRow(
        `all facets with counts, ${what}`,
        counted,
        await sqlTiming(`${columns.join(", ")}, count(*)`, sets),
        [atMost("p95", counted.p95Ms, limitMs * scale.times)],
      ),
    )
  }
  return rows
}
