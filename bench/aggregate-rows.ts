import type pg from "pg"
import type { Asker } from "./asker.ts"
import { timeOnce, timingOf } from "./measure.ts"
import { type Bound, type Row, type Scale, timingRow } from "./row.ts"

/** Every dimension of the Data API, with the column one would group by. */
const dimensions: Readonly<Record<string, string>> = {
  day: "to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD')",
  week: `to_char(s.created_at at time zone 'UTC', 'IYYY"-W"IW')`,
  month: "to_char(s.created_at at time zone 'UTC', 'YYYY-MM')",
  saveType: "s.save_type",
  offerType: "s.offer_type",
  response: "s.survey_choice_value",
  aborted: "s.outcome = 'abandoned'",
  canceled: "s.outcome = 'canceled'",
  trial: "coalesce(s.on_trial, false)",
  segmentId: "s.segment_id",
  abtest: "s.abtest",
  blueprintId: "s.blueprint_id",
  planId: "s.plan_id",
  billingInterval: "s.billing_interval",
  couponId: "s.coupon_id",
  pauseDuration: "s.pause_duration",
  currency: "s.currency",
  bounced: "s.bounced_by is not null",
  ageMonths: "s.age_months",
  ageQuarters: "s.age_months / 3",
  ageYears: "s.age_months / 12",
}
const pairs = Object.keys(dimensions).flatMap((a, i) =>
  Object.keys(dimensions)
    .slice(i + 1)
    .map((b) => [a, b] as const),
)
const asked = 3
/** Every so manyth pair is also asked in SQL. */
const sampledEvery = 30

/** Any two dimensions, over 90 days and over two years; each pair by its median. */
export async function aggregateRows(ask: Asker, client: pg.Client, scale: Scale): Promise<Row[]> {
  const rows: Row[] = []
  for (const [what, days, limitMs] of [
    ["90 days", 90, 60],
    ["two years", 731, 250],
  ] as const) {
    const from = new Date(Date.now() - days * 24 * 3600 * 1000)
    const took: { pair: string; ms: number }[] = []
    for (const [a, b] of pairs) {
      const path = `/session-aggregation?breakdown=${a}-${b}&startDate=${from.toISOString()}`
      const each: number[] = []
      for (let i = 0; i < Math.ceil(asked * scale.share); i++) each.push(await timeOnce(() => ask.data(path)))
      took.push({ pair: `${a} by ${b}`, ms: timingOf(each).p50Ms })
    }
    const raw: number[] = []
    for (const [a, b] of pairs.filter((_, i) => i % (sampledEvery / scale.share) === 0)) {
      const text = `select ${dimensions[a]}, ${dimensions[b]}, count(*) from session s
        where s.workspace_id = $1 and s.mode = 'live' and s.bounced_by is null and s.outcome <> 'open'
          and s.created_at >= $2 group by 1, 2`
      raw.push(await timeOnce(() => client.query(text, [ask.workspaceId, from])))
    }
    const [worst] = took.toSorted((x, y) => y.ms - x.ms)
    const limit = limitMs * scale.times
    const bound: Bound = { words: `every pair ≤ ${limit} ms`, isMet: (worst?.ms ?? 0) <= limit }
    rows.push(
      timingRow(
        `aggregation by two dimensions, all ${pairs.length} pairs, ${what} (worst: ${worst?.pair})`,
        timingOf(took.map(({ ms }) => ms)),
        timingOf(raw),
        [bound],
      ),
    )
  }
  return rows
}
