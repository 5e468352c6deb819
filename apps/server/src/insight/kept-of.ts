import type { Dimension } from "@holdfast/protocol"
import type { Table, TableRow } from "../session/count/tables/table.ts"
import { countOf } from "./rate.ts"

/** So many valid sessions, of which so many did not end in a cancellation. */
export interface KeptOf {
  kept: number
  of: number
}

/** What save rates by a dimension are made of. */
export const keptTable = <By extends Dimension>(by: By) => ({ by: [by, "outcome"] }) as const satisfies Table

/** @param rows by any columns, the outcome at `at` */
export function keptOf(rows: readonly TableRow[], at: number): KeptOf {
  const of = countOf(rows)
  return { kept: of - countOf(rows.filter(({ values }) => values[at] === "canceled")), of }
}

/** @param rows the valid sessions by `keptTable` */
export const keptByValue = (rows: readonly TableRow[]): Map<string | null, KeptOf> =>
  new Map(
    Array.from(
      Map.groupBy(rows, ({ values }) => values[0] ?? null),
      ([value, own]) => [value, keptOf(own, 1)],
    ),
  )
