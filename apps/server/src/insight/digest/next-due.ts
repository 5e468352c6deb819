import { sql } from "kysely"
import type { Db } from "../../db/database.ts"

/** When in the week a mail is made. */
export interface WeeklyTime {
  /** 1 is Monday. */
  weekday: number
  hour: number
  timeZone: string
}

/**
 * The first moment after another at which a weekly mail is due, in a week later than the last one that had its mail. Where the
 * clocks skip that hour it is the one after it; where the hour comes twice, one of the two.
 * @param lastWeek the Monday of that week, `2026-11-02`
 */
export async function nextDue(
  db: Db,
  { weekday, hour, timeZone }: WeeklyTime,
  { after, lastWeek }: { after: Date; lastWeek: string | null },
): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select at
    from generate_series(0, 4) as weeks
    cross join lateral (
      select date_trunc('week', ${after}::timestamptz at time zone ${timeZone}) + make_interval(weeks => weeks) as monday
    ) week
    cross join lateral (
      select (monday + make_interval(days => ${weekday}::integer - 1, hours => ${hour}::integer)) at time zone ${timeZone} as at
    ) due
    where at > ${after}::timestamptz and (${lastWeek}::text is null or to_char(monday, 'YYYY-MM-DD') > ${lastWeek}::text)
    order by at
    limit 1`.execute(db)
  const [due] = rows
  if (!due) throw new Error("A week has no such time")
  return due.at
}

/** The seven whole days before a weekly mail is due, in its time zone, and the Monday of the week in which it is due. */
export async function weekBefore(
  db: Db,
  due: Date,
  timeZone: string,
): Promise<{ from: Date; to: Date; monday: string }> {
  const { rows } = await sql<{ from: Date; to: Date; monday: string }>`
    select (today - interval '7 days') at time zone ${timeZone} as "from", today at time zone ${timeZone} as "to",
      to_char(date_trunc('week', today), 'YYYY-MM-DD') as monday
    from (select date_trunc('day', ${due}::timestamptz at time zone ${timeZone}) as today) local`.execute(db)
  const [week] = rows
  if (!week) throw new Error("A moment has no week before it")
  return week
}
