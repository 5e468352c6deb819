import type { Rate } from "@holdfast/protocol/dashboard"
import { wilsonInterval } from "@holdfast/protocol/flow"
import type { TableRow } from "../session/count/tables/table.ts"

/** A share with its 95 % interval; where it is of nothing there is no rate. */
export function rateOf(count: number, of: number): Rate {
  if (of === 0) return { count, of, rate: null, low: null, high: null }
  return { count, of, rate: count / of, ...wilsonInterval({ count, of }, 0.95) }
}

export const countOf = (rows: readonly Pick<TableRow, "count">[]): number =>
  rows.reduce((sum, { count }) => sum + count, 0)
