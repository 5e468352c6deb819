import type { StreamCount } from "@holdfast/protocol/dashboard"
import { type DuckQuestion, duckQuestions } from "./duck-questions.ts"
import { timeBeside } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { costRow, type Limits, limitAt, type Row } from "./row.ts"

const limits: Readonly<Record<DuckQuestion["what"], Limits>> = {
  "no filter": { 100000: { most: 5 } },
  "last 90 days": { 100000: { most: 4 } },
  "all time, one to four random choices": { 100000: { most: 2.5 } },
}

const waiting: Limits = { 100000: { most: 8 } }

/** The number of matches. */
export async function countRows({ ask, client, clocks, sessions }: Bench): Promise<Row[]> {
  const { duck, times, questions } = await duckQuestions(ask, client, sessions)
  const rows: Row[] = []
  for (const { what, query, condition } of questions) {
    const beside = await timeBeside(
      times,
      {
        ask: async (i) => (await ask.stream<StreamCount>("/count", query(i))).count,
        clocks: [clocks.postgres, clocks.server],
      },
      {
        ask: async (i) => {
          const { sql, values } = condition(i)
          const [row] = await duck.ask(`select count(*)::int from s where mode = 'live' and ${sql}`, values)
          return row?.[0]
        },
        clocks: [clocks.here],
      },
      (ours, floor) => ours === floor,
    )
    rows.push(
      costRow(`count of matches, ${what}`, beside, {
        processor: limitAt(sessions, limits[what]),
        p50: limitAt(sessions, waiting),
      }),
    )
  }
  duck.close()
  return rows
}
