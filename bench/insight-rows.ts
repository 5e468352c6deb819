import type { Insights, StreamFacets } from "@holdfast/protocol/dashboard"
import { openDatabase } from "../apps/server/src/db/database.ts"
import { readPanels } from "../apps/server/src/insight/read-insights.ts"
import { type Choice, duckCondition, filterOf, queryOf, randomChoices } from "./choices.ts"
import { duckFactsOf } from "./duck-facts.ts"
import { difference } from "./facts.ts"
import {
  askPanels,
  type DuckAnswers,
  type DuckSpan,
  type InsightDuck,
  loadInsightDuck,
} from "./insight-duck.ts"
import { factsOf } from "./insight-facts.ts"
import { insightGrowthRow } from "./insight-growth.ts"
import { type DuckPanelName, duckPanelNames } from "./insight-questions.ts"
import { insightReadersRow } from "./insight-readers.ts"
import { insightWriteRow } from "./insight-writes.ts"
import { timeBeside } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { costRow, type Limit, type Row } from "./row.ts"

const dayMs = 24 * 3600 * 1000
const twoYears = 731
const pageTimes = 20
const combinations = 200
const panelTimes = 40

/** The page Cancellation Analytics and each of its panels, beside DuckDB that computes the same figures of the same rows. */
export async function* insightRows(bench: Bench): AsyncGenerator<Row> {
  const duck = await loadInsightDuck(bench)
  const draw = randomChoices(await bench.ask.stream<StreamFacets>("/facets", ""), 13, 3)
  const drawn = Array.from({ length: combinations }, draw)
  try {
    yield* pageRows(bench, duck, drawn)
    yield* panelRows(bench, duck, drawn)
    yield await insightReadersRow(bench)
    yield await insightWriteRow(bench)
    yield await insightGrowthRow(bench)
  } finally {
    duck.close()
  }
}

async function* pageRows(bench: Bench, duck: InsightDuck, drawn: readonly Choice[][]): AsyncGenerator<Row> {
  const none = () => []
  const pages: [string, number, number, (i: number) => Choice[], { p50: Limit | null; p95?: Limit }][] = [
    ["90 days, no filter", 90, pageTimes, none, { p50: { most: 1 } }],
    ["two years, no filter", twoYears, pageTimes, none, { p50: { most: 1 } }],
    [
      "two years, one to three random choices",
      twoYears,
      combinations,
      (i) => drawn[i % combinations] ?? [],
      { p50: null, p95: { most: 2 } },
    ],
  ]
  for (const [what, days, times, choices, limits] of pages) {
    const span = spanOf(days)
    let asOf = new Date()
    const beside = await timeBeside(
      { times },
      {
        async ask(i) {
          const answer = await bench.ask.insights(`${addressOf(span)}&${queryOf(choices(i))}`)
          asOf = new Date(answer.asOf)
          return answer
        },
        clocks: [bench.clocks.postgres, bench.clocks.server],
      },
      {
        ask: (i) =>
          askPanels(duck, duckPanelNames, { ...span, condition: duckCondition(choices(i), 1) }, asOf),
        clocks: [bench.clocks.here],
      },
      (answer, answers) => agree(answer, answers, duckPanelNames, duck),
    )
    yield costRow(`Cancellation Analytics, ${what}`, beside, { processor: null, ...limits })
  }
}

/** Each panel by the reader of the server, within this process: not all of them have an address of their own. */
async function* panelRows(bench: Bench, duck: InsightDuck, drawn: readonly Choice[][]): AsyncGenerator<Row> {
  const database = openDatabase(bench.server.database, () => {})
  const span = spanOf(twoYears)
  for (const panel of duckPanelNames) {
    let asOf = new Date()
    const choices = (i: number) => drawn[i % combinations] ?? []
    const beside = await timeBeside(
      { times: panelTimes },
      {
        async ask(i): Promise<Partial<Insights>> {
          const { workspaceId } = bench.ask
          const filter = {
            workspaceId,
            mode: "live",
            from: span.from,
            to: span.to,
            ...filterOf(choices(i)),
          } as const
          const question = { filter, comparison: "previous", timeZone: "UTC" } as const
          const { summary, ...answer } = await readPanels(database.db, question, [panel])
          asOf = new Date(answer.asOf)
          return { ...summary, ...answer }
        },
        clocks: [bench.clocks.postgres, bench.clocks.here],
      },
      {
        ask: (i) => askPanels(duck, [panel], { ...span, condition: duckCondition(choices(i), 1) }, asOf),
        clocks: [bench.clocks.here],
      },
      (answer, answers) => agree(answer, answers, [panel], duck),
    )
    const question = `panel ${panel} alone, two years, one to three random choices`
    yield costRow(question, beside, { processor: null, p50: null, p95: { most: 3 } })
  }
  await database.close()
}

/** Whether both say the same; the first figure that differs is said aloud. */
function agree(
  answer: Partial<Insights>,
  answers: DuckAnswers,
  panels: readonly DuckPanelName[],
  { flows }: InsightDuck,
): boolean {
  const differs = difference(factsOf(answer, panels), duckFactsOf(answers, panels, { flows, answer }))
  if (differs !== null) process.stderr.write(`· differs: ${differs}\n`)
  return differs === null
}

/** The last days up to now, in whole milliseconds, and as many before. */
function spanOf(days: number): Omit<DuckSpan, "condition"> {
  const to = new Date()
  const from = new Date(to.getTime() - days * dayMs)
  return {
    ...{ from, to },
    before: { from: new Date(from.getTime() - days * dayMs), to: from },
    unit: days <= 46 ? "%Y-%m-%d" : days <= 280 ? "%G-W%V" : "%Y-%m",
  }
}

const addressOf = ({ from, to }: Pick<DuckSpan, "from" | "to">) =>
  `from=${from.toISOString()}&to=${to.toISOString()}&compare=previous`
