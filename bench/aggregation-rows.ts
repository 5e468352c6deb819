import { type DimensionName, dimensions } from "./dimensions.ts"
import { type DuckRow, loadDuck } from "./duck.ts"
import { problemOf, timed, timingOf } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { type Limits, limitAt, type Row, timingRow } from "./row.ts"
import { largestSeeded } from "./world.ts"

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
const asked = 3

const spans = [
  { what: "90 days", days: 90, limits: { 100000: { most: 10 } } },
  { what: "two years", days: 731, limits: { 100000: { most: 10 } } },
] as const satisfies { what: string; days: number; limits: Limits }[]

/** Any two dimensions, over 90 days and over two years; each pair by its median. */
export async function aggregationRows({ ask, client, sessions }: Bench): Promise<Row[]> {
  const duck = await loadDuck(client, ask.workspaceId)
  const rows: Row[] = []
  for (const { what, days, limits } of spans) {
    const from = new Date(Date.now() - days * 24 * 3600 * 1000).toISOString()
    const [ours, floor]: [number[], number[]] = [[], []]
    let worst = { pair: "", times: 0 }
    let wrong = 0
    for (const pair of pairs) {
      const path = `/session-aggregation?breakdown=${pair.join("-")}&startDate=${from}`
      const [tookOurs, tookFloor]: [number[], number[]] = [[], []]
      for (let i = 0; i < (sessions > largestSeeded ? 1 : asked); i++) {
        const answer = await timed(tookOurs, () => ask.data<AggregateAnswer>(path))
        const counted = await timed(tookFloor, () => duck.ask(duckSql(pair), [from]))
        if (i === 0 && !aggregatesAgree(answer, pair, counted)) wrong++
      }
      const [our, raw] = [timingOf(tookOurs).p50Ms, timingOf(tookFloor).p50Ms]
      ours.push(our)
      floor.push(raw)
      if (our / raw > worst.times) worst = { pair: pair.join(" by "), times: our / raw }
    }
    const beside = { ours: timingOf(ours), floor: timingOf(floor), problem: problemOf(wrong, pairs.length) }
    const question = `aggregation by two dimensions, all ${pairs.length} pairs, ${what}`
    const row = timingRow(question, beside, { p50: limitAt(sessions, limits) })
    const limit = limitAt(sessions, { 100000: { most: 30 } })
    rows.push({
      ...row,
      ratios: [...row.ratios, { of: `the worst pair, ${worst.pair},`, times: worst.times, limit }],
    })
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
