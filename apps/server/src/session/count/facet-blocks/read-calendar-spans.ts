import { type RawBuilder, sql } from "kysely"
import type { Db } from "../../../db/database.ts"
import type { SessionFilter } from "../../read/session-filter.ts"
import { type TimeUnit, timeFormats, timeUnits } from "../time-unit.ts"

/** A day of a block: which of its sessions fall into it (`first` included, `upto` not, from 0). */
export interface CalendarSpan {
  first: number
  upto: number
  /** Its own name, that of its week and that of its month. */
  labels: string[]
}

/** The days of blocks, by block, oldest first. */
export async function readCalendarSpans(
  db: Db,
  filter: SessionFilter,
  ids: readonly string[],
  timeZone: string,
): Promise<Map<string, CalendarSpan[]>> {
  const labels = sql.join(timeUnits.map((each) => sql`to_char(local, ${sql.lit(timeFormats[each])})`))
  const { rows } = await sql<CalendarSpan & { id: string }>`
    select id, place as first, coalesce(lead(place) over (partition by id order by local), size) as upto,
      array[${labels}] as labels
    from (
      select block.id, block.size, local,
        width_bucket(${beginsAt("day", timeZone)} - interval '1 millisecond', block.times) as place
      from (
        -- the times are unpacked once a block
        select id, size, from_at, to_at, times || '{}'::timestamptz[] as times from facet_block
        where workspace_id = ${filter.workspaceId} and mode = ${filter.mode} and id = any(${ids}::uuid[])
        offset 0
      ) block
      cross join lateral generate_series(
        date_trunc('day', block.from_at at time zone ${timeZone}),
        (block.to_at - interval '1 millisecond') at time zone ${timeZone},
        interval '1 day'
      ) as local
    ) spans
    order by id, local`.execute(db)
  return Map.groupBy(rows, ({ id }) => id)
}

/**
 * The instant at which a local day, week or month begins. Where clocks are put back over midnight it comes twice, and
 * PostgreSQL takes the second: then an earlier instant is of the same day already.
 */
export const beginsAt = (unit: TimeUnit, timeZone: string): RawBuilder<Date> => sql`(
  select min(at) from (
    select (local at time zone ${timeZone}) - ago as at
    from unnest('{0 minutes,30 minutes,1 hour,2 hours}'::interval[]) as ago
  ) candidate
  where date_trunc(${sql.lit(unit)}, at at time zone ${timeZone}) >= local
)`
