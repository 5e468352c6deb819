import type { StreamFacets } from "@holdfast/protocol/dashboard"
import { type Choice, duckCondition, queryOf, randomChoices } from "./choices.ts"
import { askPanels, type DuckSpan, insightsAgree, loadInsightDuck } from "./insight-duck.ts"
import { timeBeside } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { costRow, type Limit, type Row } from "./row.ts"

const dayMs = 24 * 3600 * 1000
const pageTimes = 40
const combinations = 200

/** The page Cancellation Analytics, beside DuckDB that computes the same panels from the same rows. */
export async function insightRows(bench: Bench): Promise<Row[]> {
  const duck = await loadInsightDuck(bench)
  const draw = randomChoices(await bench.ask.stream<StreamFacets>("/facets", ""), 13, 3)
  const drawn = Array.from({ length: combinations }, draw)
  const none = () => []
  const pages: [
    string,
    number,
    number,
    (i: number) => readonly Choice[],
    { p50: Limit | null; p95?: Limit },
  ][] = [
    ["90 days, no filter", 90, pageTimes, none, { p50: { most: 1 } }],
    ["two years, no filter", 731, pageTimes, none, { p50: { most: 1 } }],
    [
      "two years, one to three random choices",
      731,
      combinations,
      (i) => drawn[i % combinations] ?? [],
      { p50: null, p95: { most: 2 } },
    ],
  ]
  const rows: Row[] = []
  for (const [what, days, times, choices, limits] of pages) {
    const span = spanOf(days)
    const beside = await timeBeside(
      { times },
      {
        ask: (i) => bench.ask.insights(`${addressOf(span)}&${queryOf(choices(i))}`),
        clocks: [bench.clocks.postgres, bench.clocks.server],
      },
      {
        ask: (i) =>
          askPanels(duck, ["headline", "overTime", "outcomes"], {
            ...span,
            condition: duckCondition(choices(i), 1),
          }),
        clocks: [bench.clocks.here],
      },
      insightsAgree,
    )
    rows.push(costRow(`Cancellation Analytics, ${what}`, beside, { processor: null, ...limits }))
  }
  duck.close()
  return rows
}

/** The last days up to now, in whole milliseconds, and as many before. */
function spanOf(days: number): DuckSpan {
  const to = new Date()
  const from = new Date(to.getTime() - days * dayMs)
  return {
    ...{ from, to },
    before: { from: new Date(from.getTime() - days * dayMs), to: from },
    unit: days <= 46 ? "%Y-%m-%d" : days <= 280 ? "%G-W%V" : "%Y-%m",
    condition: { sql: "true", values: [] },
  }
}

const addressOf = ({ from, to }: DuckSpan) =>
  `from=${from.toISOString()}&to=${to.toISOString()}&compare=previous`
