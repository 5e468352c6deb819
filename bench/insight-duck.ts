import { openDatabase } from "../apps/server/src/db/database.ts"
import type { PublishedFlow } from "../apps/server/src/insight/published-flows.ts"
import { readPublishedFlows } from "../apps/server/src/insight/published-flows.ts"
import { pickedAnswers } from "../apps/server/src/insight/reason-words.ts"
import type { Condition } from "./choices.ts"
import { type Duck, type DuckColumn, type DuckRow, loadDuck, loadTable } from "./duck.ts"
import { type DuckPanelName, duckPanels, ownWords } from "./insight-questions.ts"
import type { Bench } from "./measure-fresh.ts"

/** Billed by the month: a price as a fraction of what its period brings. */
const monthly = `case when s.plan_price < 1e15 and s.currency is not null then s.plan_price
  * greatest(coalesce((s.detail #>> '{customer,itemQuantity}')::numeric, 1), 0)
  * case s.billing_interval when 'DAY' then 365.0 / 12 when 'WEEK' then 52.0 / 12 when 'MONTH' then 1 when 'YEAR' then 1.0 / 12 end
  / greatest(coalesce(s.billing_interval_count, 1), 1) end`

/** What the session did with its offers, one text with line feeds, which `prepare` makes a list of. */
const offerWords = `(select string_agg(did.word, e'\\n') from (
    select (array['ignored', 'declined', 'accepted'])[max(case o.ended when 'accepted' then 3 when 'declined' then 2 else 1 end)]
      || ':' || named.key as word
    from session_offer o cross join lateral (values (o.offer_type), (o.guid)) named (key)
    where o.workspace_id = s.workspace_id and o.session_id = s.id and named.key is not null
    group by named.key
  ) did)`
const prepare = `create or replace table s as select * replace (string_split(offers, chr(10)) as offers) from s`

const columnsOf = (picked: string) => [
  { name: "monthly", type: "double", sql: monthly },
  { name: "customer", type: "varchar", sql: "s.customer_id" },
  { name: "subscription", type: "varchar", sql: "s.subscription_id" },
  { name: "reason", type: "varchar", sql: "coalesce(s.survey_choice_id, s.survey_choice_value)" },
  {
    name: "followup",
    type: "varchar",
    sql: `case when s.followup_response is null or s.followup_response in (${picked}) then s.followup_response else '${ownWords}' end`,
  },
  { name: "hasFeedback", type: "boolean", sql: "coalesce(s.feedback, '') <> ''" },
  {
    name: "sawSurvey",
    type: "boolean",
    sql: `s.survey_choice_id is not null or s.survey_choice_value is not null
      or s.detail @> '{"stepsViewed": [{"stepType": "SURVEY"}]}'`,
  },
  {
    name: "startMonth",
    type: "varchar",
    sql: "to_char(s.subscription_start at time zone 'UTC', 'YYYY-MM')",
  },
  { name: "language", type: "varchar", sql: "coalesce(s.detail ->> 'displayLang', s.detail ->> 'lang')" },
  {
    name: "region",
    type: "varchar",
    sql: "coalesce(s.detail #>> '{region,matchedRegionCode}', s.detail #>> '{region,matchedRegion}')",
  },
  { name: "cancelRule", type: "varchar", sql: "s.detail #>> '{region,rule}'" },
  { name: "pressedCancel", type: "boolean", sql: "coalesce(s.used_click_to_cancel, false)" },
  { name: "clicks", type: "double", sql: "s.detail ->> 'clicks'" },
  { name: "seconds", type: "double", sql: "s.detail ->> 'secondsToCancel'" },
  { name: "offers", type: "varchar", sql: offerWords },
]

const columnOf = (name: string): DuckColumn => ({ name, type: "varchar", sql: name })
const instantOf = (name: string, sql = name): DuckColumn => ({
  name,
  type: "timestamp",
  sql: `${sql} at time zone 'UTC'`,
})
/** What the billing said last of each subscription. */
const toldColumns = [
  ...["subscription_id", "customer_id", "status", "ended_by"].map(columnOf),
  ...["ends_at", "decided_at"].map((name) => instantOf(name)),
  instantOf("known_until", "(case source when 'stripe' then greatest(as_of, complete_until) else as_of end)"),
]
/** Invoices that were really paid. */
const paidColumns = [
  ...["source", "id", "customer_id", "subscription_id", "currency"].map(columnOf),
  instantOf("happened_at"),
  { name: "amount_minor", type: "double", sql: "amount_minor" },
  { name: "discount_minor", type: "double", sql: "discount_minor" },
]

/** DuckDB with everything that the panels count, each in a column of its own, and what the published flows say. */
export interface InsightDuck extends Duck {
  flows: readonly PublishedFlow[]
}

/** Loads it once. What a customer could pick is told apart from own words here, so that no question has to. */
export async function loadInsightDuck({
  client,
  ask,
  server,
}: Pick<Bench, "client" | "ask" | "server">): Promise<InsightDuck> {
  const database = openDatabase(server.database, () => {})
  const flows = await readPublishedFlows(database.db, ask.workspaceId)
  await database.close()
  const picked = [...pickedAnswers(flows)].map((answer) => client.escapeLiteral(answer)).join(", ")
  const duck = await loadDuck(client, ask.workspaceId, columnsOf(picked))
  await duck.ask(prepare)
  const whose = `where workspace_id = ${client.escapeLiteral(ask.workspaceId)} and mode = 'live'`
  await loadTable(
    client,
    duck,
    "told",
    toldColumns,
    `(select *, (select complete_until from billing_reading ${whose}) as complete_until
      from billing_subscription ${whose} and status is not null) told`,
  )
  await loadTable(client, duck, "paid", paidColumns, `billing_event ${whose} and kind = 'invoicePaid'`)
  return { ...duck, flows }
}

/** What the page is asked about, for DuckDB. */
export interface DuckSpan {
  from: Date
  to: Date
  before: { from: Date; to: Date }
  /** As `strftime` writes a day, week or month. */
  unit: string
  condition: Condition
}

/** Rows by panel and question: `outcomes before`. */
export type DuckAnswers = Readonly<Record<string, readonly DuckRow[]>>

/**
 * Answers the questions of panels, one after the other as they stand. What two panels ask alike is asked once.
 * @param asOf up to when saves are followed
 */
export async function askPanels(
  duck: Duck,
  names: readonly DuckPanelName[],
  { from, to, before, unit, condition }: DuckSpan,
  asOf: Date,
): Promise<DuckAnswers> {
  const spans = { now: spanSql(from, to), before: spanSql(before.from, before.to), recent: "true" }
  const known = new Map<string, readonly DuckRow[]>()
  const answers: Record<string, readonly DuckRow[]> = {}
  for (const name of names)
    for (const [question, { sql, span }] of Object.entries(duckPanels[name])) {
      const asked = sql
        .replaceAll("{span}", spans[span])
        .replaceAll("{choices}", condition.sql)
        .replaceAll("{from}", literal(from))
        .replaceAll("{to}", literal(to))
        .replaceAll("{asOf}", literal(asOf))
        .replaceAll("{unit}", `'${unit}'`)
      const rows =
        known.get(asked) ?? (await duck.ask(asked, sql.includes("{choices}") ? condition.values : []))
      known.set(asked, rows)
      answers[`${name} ${question}`] = rows
    }
  return answers
}

const literal = (at: Date) => `'${at.toISOString().slice(0, 23)}'::timestamp`
const spanSql = (from: Date, to: Date) => `created_at >= ${literal(from)} and created_at < ${literal(to)}`
