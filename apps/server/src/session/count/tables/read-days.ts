import type { Db } from "../../../db/database.ts"
import type { SessionFilter } from "../../read/session-filter.ts"
import type { BlockColumn } from "../facet-blocks/block-columns.ts"
import { type CalendarSpan, readCalendarSpans } from "../facet-blocks/read-calendar-spans.ts"
import { type TimeUnit, timeUnits } from "../time-unit.ts"

/** The days of blocks that are kept: by block and time zone, the longest unused first. A block of a million has some six. */
const mostKept = 2000
const kept = new Map<string, readonly CalendarSpan[]>()

/** In which day, week and month the sessions of blocks lie. The times of a block never change, and are not read again. */
export async function readDays(
  db: Db,
  filter: SessionFilter,
  ids: readonly string[],
  units: readonly TimeUnit[],
  timeZone: string,
): Promise<Map<string, Map<TimeUnit, BlockColumn>>> {
  const keyOf = (id: string) => `${filter.workspaceId} ${id} ${timeZone}`
  const missing = ids.filter((id) => !kept.has(keyOf(id)))
  if (missing.length > 0) {
    const spans = await readCalendarSpans(db, filter, missing, timeZone)
    for (const [id, days] of spans) kept.set(keyOf(id), days)
  }
  const found = new Map(ids.map((id) => [id, columnsOf(kept.get(keyOf(id)) ?? [], units)]))
  for (const id of ids) {
    const days = kept.get(keyOf(id))
    kept.delete(keyOf(id))
    if (days) kept.set(keyOf(id), days)
  }
  for (const longestUnused of kept.keys()) {
    if (kept.size <= mostKept) break
    kept.delete(longestUnused)
  }
  return found
}

function columnsOf(days: readonly CalendarSpan[], units: readonly TimeUnit[]): Map<TimeUnit, BlockColumn> {
  const size = days.at(-1)?.upto ?? 0
  return new Map(
    units.map((unit) => {
      const at = timeUnits.indexOf(unit)
      const values = [...new Set(days.map(({ labels }) => labels[at] ?? null))]
      const codes = new Uint16Array(size)
      for (const { first, upto, labels } of days) codes.fill(values.indexOf(labels[at] ?? null), first, upto)
      return [unit, { values, codes, places: null }]
    }),
  )
}
