import type { StreamCount } from "@holdfast/protocol"
import { type DuckQuestion, duckQuestions } from "./duck-questions.ts"
import { timeBeside } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { type Limits, limitAt, type Row, timingRow } from "./row.ts"

const limits: Readonly<Record<DuckQuestion["what"], Limits>> = {
  "no filter": { 100000: { most: 10 } },
  "last 90 days": { 100000: { most: 10 } },
  "all time, one to four random choices": { 100000: { most: 10 } },
}

/** The number of matches. */
export async function countRows({ ask, client, sessions }: Bench): Promise<Row[]> {
  const { duck, times, questions } = await duckQuestions(ask, client, sessions)
  const rows: Row[] = []
  for (const { what, query, condition } of questions) {
    const beside = await timeBeside(
      times,
      async (i) => (await ask.stream<StreamCount>("/count", query(i))).count,
      async (i) => {
        const { sql, values } = condition(i)
        const [row] = await duck.ask(`select count(*)::int from s where mode = 'live' and ${sql}`, values)
        return row?.[0]
      },
      (ours, floor) => ours === floor,
    )
    rows.push(timingRow(`count of matches, ${what}`, beside, { p50: limitAt(sessions, limits[what]) }))
  }
  duck.close()
  return rows
}
