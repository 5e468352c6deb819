import type { Bounces, Headline } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import { beginsAt } from "../../session/count/facet-blocks/read-calendar-spans.ts"
import { countTablesAt } from "../../session/count/tables/count-tables.ts"
import type { TableRow } from "../../session/count/tables/table.ts"
import { validOf } from "../../session/read/valid-sessions.ts"
import { figuresOf, figuresTable } from "../figures.ts"
import { type Beside, panel } from "../panel.ts"
import { countOf, rateOf } from "../rate.ts"

const recentDays = [7, 30, 90] as const

/** The first line of the page, what it leaves out, and how many sessions the stream has under the same filter. */
export const summary = panel({
  tables: () => ({ figures: figuresTable }),
  async answer(
    counted,
    before,
    beside,
  ): Promise<{ streamCount: number; headline: Headline; bounces: Bounces }> {
    const { moment, filter, timeZone } = beside
    // the bounced and the open ones too
    const { ends } = await countTablesAt(moment, filter, { ends: { by: ["outcome", "bounced"] } }, timeZone)
    const now = figuresOf(counted.figures)
    const bounced = countOf(ends.filter(({ values }) => values[1] === "true"))
    const settled = ends.filter(({ values }) => values[0] !== "open")
    return {
      streamCount: countOf(ends),
      headline: {
        now,
        before: before && figuresOf(before.figures),
        recent: await readRecent(beside),
        outside: { open: countOf(ends) - countOf(settled), bounced },
      },
      bounces: { bounced, saveRate: now.saveRate, withoutRule: saveRateOf(settled) },
    }
  },
})

/** @param rows settled sessions, by their outcome first */
function saveRateOf(rows: readonly TableRow[]) {
  const canceled = countOf(rows.filter(({ values }) => values[0] === "canceled"))
  return rateOf(countOf(rows) - canceled, countOf(rows))
}

/** The save rate of the last days up to now, today included, whatever span was chosen. */
async function readRecent({ moment, filter, timeZone, asOf }: Beside): Promise<Headline["recent"]> {
  const { rows: begins } = await sql<{ days: number; label: string; from: Date }>`
    select days, to_char(local, 'YYYY-MM-DD') as label, ${beginsAt("day", timeZone)} as "from"
    from unnest(${[...recentDays]}::integer[]) as days
    cross join lateral (
      select date_trunc('day', ${asOf}::timestamptz at time zone ${timeZone}) - make_interval(days => days - 1) as local
    ) first_day
    order by days desc`.execute(moment)
  const span = { ...filter, from: begins[0]?.from, to: undefined, upTo: undefined }
  const tables = { days: { by: ["outcome", "day"] } } as const
  const { days: counted } = await countTablesAt(moment, validOf(span), tables, timeZone)
  return recentDays.map((days) => {
    const first = begins.find((begin) => begin.days === days)?.label ?? ""
    return { days, saveRate: saveRateOf(counted.filter(({ values }) => (values[1] ?? "") >= first)) }
  })
}
