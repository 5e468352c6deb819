import type { Comparison, Insights } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import { atOneMoment } from "../db/at-one-moment.ts"
import type { Db } from "../db/database.ts"
import { fewAtOnce } from "../session/count/few-at-once.ts"
import { countTablesAt } from "../session/count/tables/count-tables.ts"
import type { Table, TableRow } from "../session/count/tables/table.ts"
import type { SessionFilter } from "../session/read/session-filter.ts"
import { validOf } from "../session/read/valid-sessions.ts"
import { comparedSpan, unitFor } from "./calendar.ts"
import type { Asked, Beside, Panel } from "./panel.ts"
import { spanOf } from "./panel.ts"
import { abTests } from "./panels/ab-tests.ts"
import { change } from "./panels/change.ts"
import { cohorts } from "./panels/cohorts.ts"
import { flowMetrics } from "./panels/flow-metrics.ts"
import { goals } from "./panels/goals.ts"
import { held } from "./panels/held.ts"
import { offers } from "./panels/offers.ts"
import { outcomes } from "./panels/outcomes.ts"
import { overTime } from "./panels/over-time.ts"
import { places } from "./panels/places.ts"
import { reasons } from "./panels/reasons.ts"
import { responseFlow } from "./panels/response-flow.ts"
import { summary } from "./panels/summary.ts"
import { readPublishedFlows } from "./published-flows.ts"

/** Every panel of the page that is made of tables, by its name in the answer. */
const pagePanels = {
  abTests,
  change,
  cohorts,
  goals,
  held,
  offers,
  outcomes,
  overTime,
  places,
  reasons,
  responseFlow,
  summary,
} as const

/** With those that programs alone ask for. */
const panels = { ...pagePanels, flowMetrics } as const

type PanelName = keyof typeof panels
type AnswerOf<P> = P extends Panel<infer _, infer Answer> ? Answer : never
type Answers<Name extends PanelName> = { [N in Name]: AnswerOf<(typeof panels)[N]> }

export interface InsightQuestion {
  filter: SessionFilter
  comparison: Comparison | null
  /** IANA name of the workspace's. */
  timeZone: string
}

/** All panels of the page, of one moment. */
export const readInsights = (db: Db, question: InsightQuestion): Promise<Insights> =>
  fewAtOnce(() =>
    atOneMoment(db, async (moment) => {
      const asked = await askedOf(moment, question)
      const { filter, compared, timeZone, asOf } = asked
      const { summary, ...others } = await answerPanels(
        moment,
        asked,
        Object.keys(pagePanels) as (keyof typeof pagePanels)[],
      )
      return {
        asOf: asOf.toISOString(),
        timeZone,
        span: spanOf(filter),
        compared: compared && spanOf(compared),
        ...summary,
        ...others,
      } as Insights
    }),
  )

/** Some panels, of one moment: what programs ask for one by one. */
export const readPanels = <const Name extends PanelName>(
  db: Db,
  question: InsightQuestion,
  names: readonly Name[],
): Promise<Answers<Name> & { asOf: string }> =>
  fewAtOnce(() =>
    atOneMoment(db, async (moment) => {
      const asked = await askedOf(moment, question)
      return { asOf: asked.asOf.toISOString(), ...(await answerPanels(moment, asked, names)) }
    }),
  )

async function askedOf(moment: Db, { filter, comparison, timeZone }: InsightQuestion): Promise<Asked> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(moment)
  const asOf = rows[0]?.now ?? new Date()
  const { from, to = asOf } = filter
  const span = from && from < to ? { from, to } : null
  return {
    filter,
    compared: span && comparison ? await comparedSpan(moment, span, comparison, timeZone) : null,
    timeZone,
    unit: span ? unitFor(span) : "month",
    asOf,
  }
}

async function answerPanels<const Name extends PanelName>(
  moment: Db,
  asked: Asked,
  names: readonly Name[],
): Promise<Answers<Name>> {
  const { filter, compared, timeZone, unit } = asked
  const valid = validOf(filter)
  const validBefore = compared && validOf({ ...filter, ...compared, upTo: undefined })
  const tables = Object.fromEntries(
    names.flatMap((name) =>
      Object.entries<Table>(panels[name].tables(unit)).map(([table, by]) => [`${name} ${table}`, by]),
    ),
  )
  const now = await countTablesAt(moment, valid, tables, timeZone)
  const before = validBefore && (await countTablesAt(moment, validBefore, tables, timeZone))
  const flows = await readPublishedFlows(moment, valid.workspaceId)
  const beside: Beside = { ...asked, moment, panels: new Set(names), valid, validBefore, flows }
  const answers: [Name, unknown][] = []
  for (const name of names) {
    const { answer, tables } = panels[name] as unknown as Panel<Record<string, Table>, unknown>
    const own = (counted: Record<string, TableRow[]>) =>
      Object.fromEntries(Object.keys(tables(unit)).map((table) => [table, counted[`${name} ${table}`] ?? []]))
    answers.push([name, await answer(own(now), before && own(before), beside)])
  }
  return Object.fromEntries(answers) as Answers<Name>
}
