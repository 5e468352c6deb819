import type { Figures, Insights } from "@holdfast/protocol/dashboard"
import type { Condition } from "./choices.ts"
import { type Duck, type DuckRow, loadDuck } from "./duck.ts"
import type { Bench } from "./measure-fresh.ts"

/** Billed by the month: a price as a fraction of what its period brings. */
const monthly = `case when s.plan_price < 1e15 and s.currency is not null then s.plan_price
  * greatest(coalesce((s.detail #>> '{customer,itemQuantity}')::numeric, 1), 0)
  * case s.billing_interval when 'DAY' then 365.0 / 12 when 'WEEK' then 52.0 / 12 when 'MONTH' then 1 when 'YEAR' then 1.0 / 12 end
  / greatest(coalesce(s.billing_interval_count, 1), 1) end`

/** DuckDB with the money of each session, ready to be added up. */
export const loadInsightDuck = ({ client, ask }: Pick<Bench, "client" | "ask">): Promise<Duck> =>
  loadDuck(client, ask.workspaceId, [{ name: "monthly", type: "double", sql: monthly }])

/** What the page is asked about, for DuckDB. */
export interface DuckSpan {
  from: Date
  to: Date
  before: { from: Date; to: Date }
  /** As `strftime` writes a day, week or month. */
  unit: string
  condition: Condition
}

/** One query of a panel. `within` is its span; null where the panel has one of its own. */
interface PanelQuery {
  sql: string
  span: "now" | "before" | "recent" | "all"
}

const figures = `select outcome, verified, currency, count(*)::int, sum(monthly), count(*) filter (where monthly is null)::int`
const byFigures = "group by outcome, verified, currency"
const ends = "select outcome, save_type, currency, count(*)::int, sum(monthly)".replace(
  "save_type",
  '"saveType"',
)
const byEnds = 'group by outcome, "saveType", currency'
const valid = "and not bounced and outcome <> 'open'"

/** The panels as one would ask DuckDB for them: a query for each span. */
export function panelQueries(unit: string) {
  const times = `select strftime(created_at, '${unit}') as unit, outcome, "saveType", count(*)::int`
  const byTimes = 'group by unit, outcome, "saveType"'
  const ask = (select: string, group: string, span: PanelQuery["span"]): PanelQuery => ({
    sql: `${select} from s where mode = 'live' ${span === "all" ? "" : valid} and {span} and {choices} ${group}`,
    span,
  })
  return {
    headline: [
      ask(figures, byFigures, "now"),
      ask(figures, byFigures, "before"),
      ask("select outcome, bounced, count(*)::int", "group by outcome, bounced", "all"),
      ...[7, 30, 90].map((days) =>
        ask(
          "select outcome, count(*)::int",
          `and created_at >= current_date - ${days - 1} group by outcome`,
          "recent",
        ),
      ),
    ],
    overTime: [ask(times, byTimes, "now"), ask(times, byTimes, "before")],
    outcomes: [ask(ends, byEnds, "now"), ask(ends, byEnds, "before")],
  }
}

export type DuckPanel = keyof ReturnType<typeof panelQueries>

/** Answers the queries of panels, one after the other as they stand. */
export async function askPanels(
  duck: Duck,
  names: readonly DuckPanel[],
  { from, to, before, unit, condition }: DuckSpan,
): Promise<DuckRow[][]> {
  const answers: DuckRow[][] = []
  const queries = panelQueries(unit)
  for (const { sql, span } of names.flatMap((name) => queries[name])) {
    const within =
      span === "recent"
        ? "true"
        : spanSql(span === "before" ? before.from : from, span === "before" ? before.to : to)
    answers.push(
      await duck.ask(sql.replace("{span}", within).replace("{choices}", condition.sql), condition.values),
    )
  }
  return answers
}

const spanSql = (from: Date, to: Date) =>
  `created_at >= '${from.toISOString().slice(0, 23)}'::timestamp and created_at < '${to.toISOString().slice(0, 23)}'::timestamp`

/** Whether the page says of its span what DuckDB says: every count, and money to the rounding of a fraction. */
export function insightsAgree({ headline, outcomes }: Insights, answers: readonly DuckRow[][]): boolean {
  const [now, before, all] = answers
  const ended = answers.at(-2) ?? []
  return (
    figuresAgree(headline.now, now ?? []) &&
    headline.before !== null &&
    figuresAgree(headline.before, before ?? []) &&
    headline.outside.bounced === sum((all ?? []).filter((row) => row[1] === true).map((row) => row[2])) &&
    outcomes.every(
      ({ outcome, saveType, share }) =>
        share.count ===
        sum(
          ended
            .filter((row) => row[0] === outcome && (outcome === "canceled" || row[1] === saveType))
            .map((row) => row[3]),
        ),
    )
  )
}

function figuresAgree(
  { sessions, canceled, unverified, unpriced, value }: Figures,
  rows: readonly DuckRow[],
): boolean {
  const of = (which: (row: DuckRow) => boolean, at: number) => sum(rows.filter(which).map((row) => row[at]))
  return (
    sessions === of(() => true, 3) &&
    canceled === of((row) => row[0] === "canceled", 3) &&
    unverified === of((row) => row[1] === false, 3) &&
    unpriced === of(() => true, 5) &&
    value.every(({ currency, kept, lost }) => {
      const [theirKept, theirLost] = [false, true].map((isLost) =>
        of((row) => row[2] === currency && (row[0] === "canceled") === isLost, 4),
      )
      return Math.abs(kept - (theirKept ?? 0)) <= 1 && Math.abs(lost - (theirLost ?? 0)) <= 1
    })
  )
}

const sum = (numbers: readonly unknown[]): number =>
  numbers.reduce<number>((all, each) => all + Number(each ?? 0), 0)
