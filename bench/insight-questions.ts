/** One question of a panel to DuckDB, over `s`, which has a row a session. */
interface Question {
  /** With marks for the span, the choices of the filter, the unit of time, the beginning and the moment of the answer. */
  sql: string
  span: "now" | "before" | "recent"
}

/** Stands for every answer to a follow-up question that nobody could pick. */
export const ownWords = "(own words)"

const valid = "not bounced and outcome <> 'open'"
const ask = (select: string, group: string, span: Question["span"], which = valid): Question => ({
  sql: `select ${select} from s where mode = 'live' and ${which} and {span} and {choices} group by ${group}`,
  span,
})

const figures = (span: Question["span"]) =>
  ask(
    "outcome, verified, currency, count(*)::int, sum(monthly), count(*) filter (where monthly is null)::int",
    "outcome, verified, currency",
    span,
  )
const recent = (days: number) =>
  ask(
    "outcome, count(*)::int",
    "outcome",
    "recent",
    `${valid} and created_at >= date_trunc('day', {asOf}) - interval ${days - 1} days`,
  )

const times = (span: Question["span"]) =>
  ask(
    'strftime(created_at, {unit}) as unit, outcome, "saveType", count(*)::int',
    'unit, outcome, "saveType"',
    span,
  )
const ends = (span: Question["span"]) =>
  ask(
    'outcome, "saveType", currency, count(*)::int, sum(monthly), count(*) filter (where monthly is null)::int',
    'outcome, "saveType", currency',
    span,
  )
/** Offers are a list of each session. */
const offers = (columns: string, sums: string, span: Question["span"]): Question => ({
  sql: `select word, ${columns}, count(*)::int ${sums} from (
      select unnest(offers) as word, ${columns}, monthly
      from s where mode = 'live' and ${valid} and {span} and {choices}
    ) group by word, ${columns}`,
  span,
})
const shares = (by: string, span: Question["span"] = "now") =>
  ask(
    `"blueprintId", reason, ${by} as value, count(*)::int`,
    '"blueprintId", reason, value',
    span,
    `${valid} and "sawSurvey"`,
  )
const kept = (by: string, span: Question["span"]) =>
  ask(`"${by}", count(*)::int, count(*) filter (where outcome = 'canceled')::int`, `"${by}"`, span)

/**
 * Begins a question: each save with the next cancellation of its customer, and with what the billing said last of its
 * subscription: how it ended, and up to when it is known.
 */
const withFollowed = (which = "true") => `with save as (
      select rowid as id, customer, subscription, created_at, "startMonth", offers from s
      where mode = 'live' and not bounced and outcome in ('saved', 'abandoned') and ${which} and {span} and {choices}
    ), billed as (
      select id, case when bool_and(status = 'ended') then max(ends_at) end as ended_at, max(known_until) as known_until
      from (
        select save.id, told.* from save join told on told.subscription_id = save.subscription
        union all
        select save.id, told.* from save join told on told.subscription_id = save.customer
        union all
        select save.id, told.* from save join told on told.customer_id = save.customer where save.subscription is null
      ) group by id
    ), followed as (
      select save."startMonth" as month, save.created_at, save.offers, known_until,
        least(billed.ended_at, later.created_at) as ended_at
      from save
      asof left join (
        select customer, created_at from s
        where mode = 'live' and not bounced and outcome = 'canceled' and customer is not null and created_at > {from}
      ) later on save.customer = later.customer and save.created_at < later.created_at
      left join billed on billed.id = save.id
    )`

/** How many full days each save was followed, by the month in which the subscription began. */
const followed: Question = {
  sql: `${withFollowed()}
    select month,
      (case when ended_at is null and known_until is null then -1
        else greatest(epoch_ms(coalesce(ended_at, known_until)) - epoch_ms(created_at), 0) // 86400000 end)::int as days,
      ended_at is not null as ended, count(*)::int
    from followed group by month, days, ended`,
  span: "now",
}

const accepted = "list_filter(offers, lambda word: starts_with(word, 'accepted:'))"
/** Of those who accepted an offer and did not cancel: of how many anything is known afterwards, and who ended. */
const aftermath: Question = {
  sql: `${withFollowed(`len(${accepted}) > 0`)}
    select word, count(*)::int, count(ended_at)::int
    from (select unnest(${accepted}) as word, ended_at from followed where ended_at is not null or known_until is not null)
    group by word`,
  span: "now",
}

const tookDiscount = `mode = 'live' and ${valid} and list_contains(offers, 'accepted:DISCOUNT') and customer is not null`
/** What was taken off each paid invoice, for the discount that its customer had accepted last before. */
const discountGiven: Question = {
  sql: `with chosen as (
      select rowid as id, customer, offers from s where ${tookDiscount} and {span} and {choices}
    ), given as (
      select paid.currency, paid.discount_minor, arg_max(s.rowid, s.created_at) as id
      from paid join s on s.customer = paid.customer_id and s.created_at < paid.happened_at
        and coalesce(paid.subscription_id in (s.subscription, paid.customer_id), true)
      where paid.discount_minor > 0 and ${tookDiscount} and s.customer in (select customer from chosen)
      group by paid.source, paid.id, paid.currency, paid.discount_minor
    )
    select word, currency, sum(discount_minor)
    from (select unnest(${accepted}) as word, currency, discount_minor from given join chosen using (id))
    group by word, currency`,
  span: "now",
}

/** What was paid after the first save of each customer by an offer. */
const boosted: Question = {
  sql: `select paid.currency, count(*)::int, sum(paid.amount_minor)
    from paid join (
      select customer, min(created_at) as saved_at from s
      where mode = 'live' and not bounced and outcome = 'saved' and customer is not null and {span} and {choices}
      group by customer
    ) first_save on first_save.customer = paid.customer_id and first_save.saved_at < paid.happened_at
    group by paid.currency`,
  span: "now",
}

/** Subscriptions that ended in the span without a cancelled session in the time that decided it. */
const leftOutside: Question = {
  sql: `select count(*)::int from told
    where status = 'ended' and ends_at >= {from} and ends_at < {to}
      and coalesce(ended_by not in ('unpaid', 'disputed'), true)
      and not exists (
        select 1 from s where s.mode = 'live' and s.outcome = 'canceled' and s.customer = told.customer_id
          and s.created_at <= coalesce(told.decided_at, told.ends_at) + interval 1 day
          and s.created_at >= coalesce(told.decided_at, told.ends_at)
            - case when told.decided_at is null then interval 400 days else interval 30 days end
      )`,
  span: "recent",
}

const effort = (name: string) =>
  `quantile_disc(${name}, [0.5, 0.9]) filter (where outcome = 'canceled'), count(${name}) filter (where outcome = 'canceled')::int`
const place = (by: string) =>
  ask(
    `"${by}", count(*)::int, count(*) filter (where outcome = 'canceled')::int,
      count(*) filter (where outcome = 'canceled' and "pressedCancel")::int, ${effort("clicks")}, ${effort("seconds")}`,
    `"${by}"`,
    "now",
  )

/** By what the change of the save rate is split. */
export const splitBy = [
  "planId",
  "billingInterval",
  "ageYears",
  "segmentId",
  "trial",
  "language",
  "region",
  "currency",
  "blueprintId",
] as const

/** The panels of the page as one would ask DuckDB for them: the same figures, a question for each table and span. */
export const duckPanels = {
  summary: {
    now: figures("now"),
    before: figures("before"),
    all: ask("outcome, bounced, count(*)::int", "outcome, bounced", "now", "true"),
    "7": recent(7),
    "30": recent(30),
    "90": recent(90),
  },
  overTime: { now: times("now"), before: times("before") },
  outcomes: { now: ends("now"), before: ends("before") },
  offers: {
    now: offers("outcome, currency", ", sum(monthly)", "now"),
    before: offers("outcome", "", "before"),
    versions: offers('"blueprintId"', "", "now"),
    aftermath,
    discountGiven,
  },
  reasons: {
    ends: ask(
      "reason, outcome, currency, count(*)::int, sum(monthly)",
      "reason, outcome, currency",
      "now",
      `${valid} and reason is not null`,
    ),
    byTime: shares("strftime(created_at, {unit})"),
    before: shares("null", "before"),
    byPlan: shares('"planId"'),
    byAge: shares('"ageYears"'),
    plans: ask('"planId", count(*)::int', '"planId"', "now"),
    ages: ask('"ageYears", count(*)::int', '"ageYears"', "now"),
    texts: ask(
      "reason, count(*)::int",
      "reason",
      "now",
      `${valid} and reason is not null and ("hasFeedback" or followup = '${ownWords}')`,
    ),
  },
  responseFlow: {
    paths: ask(
      "reason, followup, outcome, currency, count(*)::int, sum(monthly)",
      "reason, followup, outcome, currency",
      "now",
    ),
  },
  cohorts: {
    cells: ask(
      `"planId", "ageYears", count(*)::int, count(*) filter (where outcome = 'canceled')::int`,
      '"planId", "ageYears"',
      "now",
    ),
    starts: kept("startMonth", "now"),
    followed,
  },
  held: { followed, boosted, leftOutside },
  change: Object.fromEntries(
    splitBy.flatMap((by) => [
      [`${by} now`, kept(by, "now")],
      [`${by} before`, kept(by, "before")],
    ]),
  ),
  places: { language: place("language"), region: place("region"), cancelRule: place("cancelRule") },
} as const satisfies Record<string, Readonly<Record<string, Question>>>

export type DuckPanelName = keyof typeof duckPanels
export const duckPanelNames = Object.keys(duckPanels) as DuckPanelName[]
