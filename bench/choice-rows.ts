import type { StreamFacets, StreamPage } from "@holdfast/protocol"
import type pg from "pg"
import type { Asker } from "./asker.ts"
import { type Choice, queryOf, randomChoices, sqlOf } from "./choices.ts"
import { timeOnce, timingOf } from "./measure.ts"
import { atMost, type Row, type Scale, timingRow } from "./row.ts"

const combinations = 500
/** The hand-written SQL is timed for so many of them: some take seconds. */
const sampled = 25
/** The slowest are asked again, so that a hiccup of the machine is not taken for a slow combination. */
const asked = 5

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
    for (const choices of drawn.slice(0, 20)) await page(choices)
    const took: { choices: Choice[]; ms: number }[] = []
    for (const choices of drawn) took.push({ choices, ms: await timeOnce(() => page(choices)) })
    const slowest = took.toSorted((a, b) => b.ms - a.ms).slice(0, 10)
    for (const each of slowest) {
      const again: number[] = []
      for (let i = 0; i < asked; i++) again.push(await timeOnce(() => page(each.choices)))
      each.ms = timingOf(again).p50Ms
    }
    const raw: number[] = []
    for (const choices of drawn.slice(0, sampled * scale.share)) {
      const { condition, values } = sqlOf(choices, from ? 3 : 2)
      const text = `select s.* from session s where s.workspace_id = $1 and s.mode = 'live'
        ${from ? "and s.created_at >= $2" : ""} and ${condition} order by s.created_at desc, s.id desc limit 11`
      raw.push(
        await timeOnce(() => client.query(text, [ask.workspaceId, ...(from ? [from] : []), ...values])),
      )
    }
    const ours = timingOf(took.map(({ ms }) => ms))
    rows.push(
      timingRow(`page under one to four facets, ${combinations} random, ${what}`, ours, timingOf(raw), [
        atMost("p95", ours.p95Ms, 50 * scale.times),
        atMost("worst", ours.worstMs, 120 * scale.times),
      ]),
    )
  }
  return rows
}
