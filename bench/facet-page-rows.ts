import type { StreamFacets, StreamPage } from "@holdfast/protocol/dashboard"
import { postgresCondition, queryOf, randomChoices } from "./choices.ts"
import { timeBeside } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { isSamePage } from "./page-rows.ts"
import { costRow, type Limits, limitAt, type Row } from "./row.ts"
import { largestSeeded } from "./world.ts"

const combinations = 200
/** The hand-written SQL is asked so many of them: some take seconds, and up to half a minute in a world larger than that. */
const [sampled, sampledInLarge] = [40, 5]

const limits = {
  /** None is promised until it was measured on a quiet machine. */
  processor: {} satisfies Limits,
  p50: { 100000: { most: 8 } } satisfies Limits,
}

/** Pages under one to four choices. */
export async function facetPageRows({ ask, client, clocks, sessions }: Bench): Promise<Row[]> {
  const facets = await ask.stream<StreamFacets>("/facets", "")
  const rows: Row[] = []
  for (const [what, from] of [
    ["last 90 days", new Date(Date.now() - 90 * 24 * 3600 * 1000)],
    ["all time", null],
  ] as const) {
    const draw = randomChoices(facets, 11)
    const drawn = Array.from({ length: combinations }, draw)
    const beside = await timeBeside(
      { times: combinations, floorTimes: sessions > largestSeeded ? sampledInLarge : sampled },
      {
        ask: (i) => {
          const since = from ? `from=${from.toISOString()}&` : ""
          return ask.stream<StreamPage>("", `${since}${queryOf(drawn[i] ?? [])}`)
        },
        clocks: [clocks.postgres, clocks.server],
      },
      {
        ask: (i) => {
          const { sql, values } = postgresCondition(drawn[i] ?? [], from ? 3 : 2)
          const text = `select s.* from session s where s.workspace_id = $1 and s.mode = 'live'
            ${from ? "and s.created_at >= $2" : ""} and ${sql} order by s.created_at desc, s.id desc limit 11`
          return client.query<{ id: string }>(text, [ask.workspaceId, ...(from ? [from] : []), ...values])
        },
        clocks: [clocks.postgres, clocks.here],
      },
      isSamePage,
    )
    rows.push(
      costRow(`page under one to four facets, ${combinations} random, ${what}`, beside, {
        processor: limitAt(sessions, limits.processor),
        p50: limitAt(sessions, limits.p50),
      }),
    )
  }
  return rows
}
