import type { Bounces, Headline } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Db } from "../db/database.ts"
import { beginsAt } from "../session/count/facet-blocks/read-calendar-spans.ts"
import { countTablesAt } from "../session/count/tables/count-tables.ts"
import type { Table, TableRow } from "../session/count/tables/table.ts"
import type { SessionFilter } from "../session/read/session-filter.ts"
import { figuresOf, figuresTable } from "./figures.ts"
import type { Asked } from "./panel.ts"
import { countOf, rateOf } from "./rate.ts"
import { validOf } from "./valid-sessions.ts"

const recentDays = [7, 30, 90] as const
const ends = { by: ["outcome", "bounced"] } as const satisfies Table

/** The first line of the page. It looks at all sessions of the filter, the bounced and the open ones too. */
export async function readHeadline(
  moment: Db,
  { filter, compared, timeZone, asOf }: Asked,
): Promise<{ headline: Headline; bounces: Bounces }> {
  const figures = async (span: SessionFilter) => {
    const counted = await countTablesAt(moment, validOf(span), { figures: figuresTable }, timeZone)
    return figuresOf(counted.figures)
  }
  const all = await countTablesAt(moment, filter, { ends }, timeZone)
  const now = await figures(filter)
  const headline = {
    now,
    before: compared && (await figures({ ...filter, ...compared, upTo: undefined })),
    recent: await readRecent(moment, { filter, timeZone, asOf }),
    outside: {
      open: countOf(all.ends.filter(({ values }) => values[0] === "open")),
      bounced: countOf(all.ends.filter(isBounced)),
    },
  }
  const settled = all.ends.filter(({ values }) => values[0] !== "open")
  const canceled = settled.filter(({ values }) => values[0] === "canceled")
  const bounces = {
    bounced: headline.outside.bounced,
    saveRate: now.saveRate,
    withoutRule: rateOf(countOf(settled) - countOf(canceled), countOf(settled)),
  }
  return { headline, bounces }
}

const isBounced = ({ values }: TableRow) => values[1] === "true"

/** The save rate of the last days up to now, today included, whatever span was chosen. */
async function readRecent(
  moment: Db,
  { filter, timeZone, asOf }: Pick<Asked, "filter" | "timeZone" | "asOf">,
): Promise<Headline["recent"]> {
  const { rows } = await sql<{ days: number; from: Date }>`
    select days, ${beginsAt("day", timeZone)} as "from"
    from unnest(${[...recentDays]}::integer[]) as days
    cross join lateral (
      select date_trunc('day', ${asOf}::timestamptz at time zone ${timeZone}) - make_interval(days => days - 1) as local
    ) first_day`.execute(moment)
  const recent: Headline["recent"] = []
  for (const days of recentDays) {
    const from = rows.find((row) => row.days === days)?.from
    const span = { ...filter, from, to: undefined, upTo: undefined }
    const { outcomes } = await countTablesAt(
      moment,
      validOf(span),
      { outcomes: { by: ["outcome"] } },
      timeZone,
    )
    const canceled = outcomes.filter(({ values }) => values[0] === "canceled")
    recent.push({ days, saveRate: rateOf(countOf(outcomes) - countOf(canceled), countOf(outcomes)) })
  }
  return recent
}
