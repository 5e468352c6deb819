import type { StreamFacets, StreamPage } from "@holdfast/protocol/dashboard"
import type pg from "pg"
import type { Asker } from "./asker.ts"
import { type Choice, queryOf, randomChoices, sqlOf } from "./choices.ts"
import { timeOnce, timingOf } from "./measure.ts"
import { atMost, type Row, type Scale, timingRow } from "./row.ts"

const combinations = 500
/** The hand-written SQL is timed for so many of them: some take seconds. */
const sampled = 25
/** So many first, to warm up. */
const untimed = 20

/** Pages under one to four choices, and the worst that a random search comes upon. */
export async function choiceRows(ask: Asker, client: pg.Client, scale: Scale): Promise<Row[]> {
  const facets = await ask.stream<StreamFacets>("/facets", "")
  const rows: Row[] = []
  for (const [what, from] of [
    ["last 90 days", new Date(Date.now() - 90 * 24 * 3600 * 1000)],
    ["all time", null],
  ] as const) {
    const draw = randomChoices(facets, 11)
    const drawn = Array.from({ length: combinations }, draw)
    const page = (choices: readonly Choice[]) =>
      ask.stream<StreamPage>("", `${from ? `from=${from.toISOString()}&` : ""}${queryOf(choices)}`)
    for (const choices of drawn.slice(0, untimed)) await page(choices)
    const took: number[] = []
    for (const choices of drawn) took.push(await timeOnce(() => page(choices)))
    const raw: number[] = []
    for (const choices of drawn.slice(0, sampled * scale.share)) {
      const { condition, values } = sqlOf(choices, from ? 3 : 2)
      const text = `select s.* from session s where s.workspace_id = $1 and s.mode = 'live'
        ${from ? "and s.created_at >= $2" : ""} and ${condition} order by s.created_at desc, s.id desc limit 11`
      raw.push(
        await timeOnce(() => client.query(text, [ask.workspaceId, ...(from ? [from] : []), ...values])),
      )
    }
    const ours = timingOf(took)
    rows.push(
      timingRow(`page under one to four facets, ${combinations} random, ${what}`, ours, timingOf(raw), [
        atMost("p95", ours.p95Ms, 50 * scale.times),
        atMost("worst", ours.worstMs, 120 * scale.times),
      ]),
    )
  }
  return rows
}
