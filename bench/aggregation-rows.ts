import { type DimensionName, dimensions } from "./dimensions.ts"
import { type DuckRow, loadDuck } from "./duck.ts"
import { timeBeside } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { costRow, type Limits, limitAt, type Row } from "./row.ts"

/** Spans of time, for DuckDB. */
const times: Readonly<Record<string, string>> = {
  day: "strftime(created_at, '%Y-%m-%d')",
  week: "strftime(created_at, '%G-W%V')",
  month: "strftime(created_at, '%Y-%m')",
}
/** The Data API asks for single outcomes instead. */
const others = (Object.keys(dimensions) as DimensionName[]).filter((name) => name !== "outcome")
const names = [...Object.keys(times), ...others]
const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const))

const spans = [
  { what: "90 days", days: 90, limits: { 100000: { most: 5 } } },
  { what: "two years", days: 731, limits: { 100000: { most: 4 } } },
] as const satisfies { what: string; days: number; limits: Limits }[]
const waiting: Limits = { 100000: { most: 5 } }

/** Any two dimensions, over 90 days and over two years. */
export async function aggregationRows({ ask, client, clocks, sessions }: Bench): Promise<Row[]> {
  const duck = await loadDuck(client, ask.workspaceId)
  const rows: Row[] = []
  for (const { what, days, limits } of spans) {
    const from = new Date(Date.now() - days * 24 * 3600 * 1000).toISOString()
    const pairAt = (i: number) => pairs[i % pairs.length] ?? (["day", "week"] as const)
    const beside = await timeBeside(
      { times: pairs.length },
      {
        ask: (i) =>
          ask.data<AggregateAnswer>(
            `/session-aggregation?breakdown=${pairAt(i).join("-")}&startDate=${from}`,
          ),
        clocks: [clocks.postgres, clocks.server],
      },
      { ask: (i) => duck.ask(duckSql(pairAt(i)), [from]), clocks: [clocks.here] },
      (ours, floor, i) => aggregatesAgree(ours, pairAt(i), floor),
    )
    rows.push(
      costRow(`aggregation by two dimensions, all ${pairs.length} pairs, ${what}`, beside, {
        processor: limitAt(sessions, limits),
        p50: limitAt(sessions, waiting),
      }),
    )
  }
  duck.close()
  return rows
}

function duckSql(pair: readonly [string, string]): string {
  const [a, b] = pair.map((name) => times[name] ?? `"${name}"`)
  return `select ${a}, ${b}, count(*)::int from s where mode = 'live' and not bounced and outcome <> 'open'
    and created_at >= $1::timestamp group by 1, 2`
}

export type AggregateAnswer = readonly Readonly<Record<string, unknown>>[]

/** Whether both have the same combinations with the same counts, in whatever order. */
export function aggregatesAgree(
  answer: AggregateAnswer,
  [a, b]: readonly [string, string],
  counted: readonly DuckRow[],
): boolean {
  const ours = answer.map((row) => JSON.stringify([row[a], row[b], row.count]))
  return (
    ours.sort().join() ===
    counted
      .map((row) => JSON.stringify(row))
      .sort()
      .join()
  )
}
