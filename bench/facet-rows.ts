import { type FacetDimension, facetDimensions } from "@holdfast/protocol"
import { type FacetCount, type StreamFacets, toStreamFacets } from "@holdfast/protocol/dashboard"
import type { Choice } from "./choices.ts"
import type { Duck } from "./duck.ts"
import { type DuckQuestion, duckQuestions } from "./duck-questions.ts"
import { timeBeside } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { costRow, type Limits, limitAt, type Row } from "./row.ts"

const limits: Readonly<Record<DuckQuestion["what"], Limits>> = {
  "no filter": { 100000: { most: 0.5 } },
  "last 90 days": { 100000: { most: 1 } },
  "all time, one to four random choices": { 100000: { most: 1 } },
}

const waiting: Limits = { 100000: { most: 1.5 } }

/** All facets with their counts inside the filter. */
export async function facetRows({ ask, client, clocks, sessions }: Bench): Promise<Row[]> {
  const { duck, times, questions } = await duckQuestions(ask, client, sessions)
  const rows: Row[] = []
  for (const question of questions) {
    const beside = await timeBeside(
      times,
      {
        ask: (i) => ask.stream<StreamFacets>("/facets", question.query(i)),
        clocks: [clocks.postgres, clocks.server],
      },
      { ask: (i) => askDuck(duck, question, i), clocks: [clocks.here] },
      (ours, floor, i) => facetsAgree(ours, floor, question.choices(i)),
    )
    rows.push(
      costRow(`all facets with counts, ${question.what}`, beside, {
        processor: limitAt(sessions, limits[question.what]),
        p50: limitAt(sessions, waiting),
      }),
    )
  }
  duck.close()
  return rows
}

export type FacetCounts = Readonly<Record<FacetDimension, readonly FacetCount[]>>

/** One pass for each dimension, which is three times as fast there as grouping sets are. */
async function askDuck(duck: Duck, { condition }: DuckQuestion, i: number): Promise<FacetCounts> {
  const counts: Record<string, FacetCount[]> = Object.fromEntries(facetDimensions.map((name) => [name, []]))
  const values: string[] = []
  const parts = facetDimensions.map((name) => {
    const where = condition(i, name)
    const shifted = where.sql.replace(/\$(\d+)/g, (_, n) => `$${Number(n) + values.length}`)
    values.push(...where.values)
    return `select '${name}', "${name}"::varchar, count(*)::int from s where mode = 'live' and ${shifted} group by "${name}"`
  })
  for (const [name, value, count] of await duck.ask(parts.join(" union all "), values)) {
    counts[String(name)]?.push({ value: value === null ? null : String(value), count: Number(count) })
  }
  return counts as Record<FacetDimension, FacetCount[]>
}

/** Whether the answer says exactly what was counted; labels and the order of equals aside. */
export function facetsAgree(
  { facets }: StreamFacets,
  counts: FacetCounts,
  choices: readonly Choice[],
): boolean {
  const chosen = Object.fromEntries(
    facetDimensions.map((name) => [
      name,
      choices.filter(({ dimension }) => dimension === name).map(({ value }) => value),
    ]),
  )
  const wanted = toStreamFacets(counts, { plans: new Map(), segments: new Map() }, chosen)
  const words = (all: StreamFacets["facets"]) =>
    all.flatMap(({ dimension, values }) =>
      values.map(({ value, count }) => JSON.stringify([dimension, value, count])),
    )
  return words(facets).sort().join() === words(wanted).sort().join()
}
