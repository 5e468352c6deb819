import type { Db } from "../../db/database.ts"
import type { SessionFilter } from "../read/session-filter.ts"
import { countTables } from "./tables/count-tables.ts"
import type { TableRow } from "./tables/table.ts"
import type { Breakdown } from "./time-unit.ts"

/** Its values are one for each breakdown asked for, in its order. */
export type AggregateRow = Pick<TableRow, "values" | "count">

/**
 * How many sessions match, for each combination of values that occurs; without a breakdown, one row with the total. It is
 * counted as the panels of the analytics page are.
 * @param timeZone IANA name in which days, weeks and months are counted
 */
export async function aggregateSessions(
  db: Db,
  filter: SessionFilter,
  by: readonly Breakdown[],
  timeZone: string,
): Promise<AggregateRow[]> {
  const { rows } = await countTables(db, filter, { rows: { by } }, timeZone)
  return by.length === 0 && rows.length === 0 ? [{ values: [], count: 0 }] : rows
}
