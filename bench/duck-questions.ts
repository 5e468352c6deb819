import type { StreamFacets } from "@holdfast/protocol/dashboard"
import type pg from "pg"
import type { Asker } from "./asker.ts"
import { type Choice, type Condition, duckCondition, queryOf, randomChoices } from "./choices.ts"
import { type Duck, loadDuck } from "./duck.ts"
import { largestSeeded } from "./world.ts"

const times = 60
/** DuckDB takes up to seconds for each in a world larger than that. */
const floorTimesInLarge = 20

/** A kind of filter to count under, `times` of them. */
export interface DuckQuestion {
  what: "no filter" | "last 90 days" | "all time, one to four random choices"
  choices(i: number): readonly Choice[]
  /** As the stream's address says it. */
  query(i: number): string
  /** The same, less the choices of one dimension where one is named, for DuckDB. */
  condition(i: number, without?: string): Condition
}

/** What counts and facets are asked for, with a DuckDB of the same sessions. */
export async function duckQuestions(ask: Asker, client: pg.Client, sessions: number) {
  const draw = randomChoices(await ask.stream<StreamFacets>("/facets", ""), 5)
  const drawn = Array.from({ length: times }, draw)
  const from = new Date(Date.now() - 90 * 24 * 3600 * 1000).toISOString()
  const choices = (i: number) => drawn[i % times] ?? []
  const none: Condition = { sql: "true", values: [] }
  const since: Condition = { sql: "created_at >= $1::timestamp", values: [from] }
  const questions: DuckQuestion[] = [
    { what: "no filter", choices: () => [], query: () => "", condition: () => none },
    { what: "last 90 days", choices: () => [], query: () => `from=${from}`, condition: () => since },
    {
      what: "all time, one to four random choices",
      choices,
      query: (i) => queryOf(choices(i)),
      condition: (i, without) =>
        duckCondition(
          choices(i).filter(({ dimension }) => dimension !== without),
          1,
        ),
    },
  ]
  const duck: Duck = await loadDuck(client, ask.workspaceId)
  return {
    duck,
    questions,
    times: { times, floorTimes: sessions > largestSeeded ? floorTimesInLarge : times },
  }
}
