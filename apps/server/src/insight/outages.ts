import type { MissingFacts, Mode } from "@holdfast/protocol"
import type { Mark } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Db } from "../db/database.ts"

/**
 * A day on which so many sessions, and one in so many, opened without the connected billing. Below that it is one slow
 * answer, as there is one on many a day.
 */
const outage = { sessions: 3, oneIn: 20 } as const

/** More would hide the figures that they stand beside; the newest are told. */
const mostDays = 100

/** What the billing did. That it does not know a customer, or a subscription as theirs, is none of its faults. */
const faults = {
  slow: "answered too late",
  failed: "could not be asked",
  "refused-key": "refused the key",
  "rate-limited": "was asked more often than it allows",
  busy: "was too slow to ask it more",
} as const satisfies Partial<Record<MissingFacts, string>>

interface Day {
  from: Date
  to: Date
  sessions: number
  /** What most of them met. */
  why: keyof typeof faults
}

interface OutageQuestion {
  workspaceId: string
  mode: Mode
  /** IANA name of the workspace's, whose days these are. */
  timeZone: string
  /** Inclusive. */
  from: Date
  /** Exclusive. */
  to: Date
}

/** The days of a span on which flows opened without what the connected billing knows of their customers, by its fault. */
export async function readOutages(db: Db, question: OutageQuestion): Promise<Mark[]> {
  const days = await daysWithout(db, question)
  const rare = await rareAmong(db, question, days)
  return days.flatMap(({ from, sessions, why }, nth) =>
    rare.has(nth)
      ? []
      : [
          {
            ...{ at: from.toISOString(), kind: "outage", path: null },
            text: `Stripe ${faults[why]}: ${sessions} sessions opened without it`,
          },
        ],
  )
}

async function daysWithout(
  db: Db,
  { workspaceId, mode, timeZone, from, to }: OutageQuestion,
): Promise<Day[]> {
  const start = sql`(day::timestamp at time zone ${timeZone})`
  const { rows } = await sql<Day>`
    select ${start} as "from", ((day + 1)::timestamp at time zone ${timeZone}) as "to",
      sum(times)::float8 as sessions, (array_agg(why order by times desc, why))[1] as why
    from health_count
    where workspace_id = ${workspaceId} and kind = 'without_billing' and field = ${mode}
      and why = any(${Object.keys(faults)}) and ${start} >= ${from} and ${start} < ${to}
    group by day
    having sum(times) >= ${outage.sessions}
    order by day desc
    limit ${sql.lit(mostDays)}`.execute(db)
  return rows
}

/** Which of the days had so many sessions that these are few. As many are looked at as that takes, and no more. */
async function rareAmong(
  db: Db,
  { workspaceId, mode }: OutageQuestion,
  days: readonly Day[],
): Promise<ReadonlySet<number>> {
  if (days.length === 0) return new Set()
  const { rows } = await sql<{ nth: number }>`
    select day.nth::integer - 1 as nth
    from unnest(
        ${days.map(({ from }) => from)}::timestamptz[], ${days.map(({ to }) => to)}::timestamptz[],
        ${days.map(({ sessions }) => sessions * outage.oneIn)}::bigint[]
      ) with ordinality as day ("from", "to", enough, nth)
    where exists (
      select from session
      where workspace_id = ${workspaceId} and mode = ${mode}
        and created_at >= day."from" and created_at < day."to"
      offset day.enough limit 1
    )`.execute(db)
  return new Set(rows.map(({ nth }) => nth))
}
