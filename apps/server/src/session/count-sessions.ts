import type { Dimension } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../db/database.ts"
import { dimensionSql } from "./dimensions.ts"
import { matches, type SessionFilter } from "./session-filter.ts"

/** How many sessions match. */
export async function countSessions(db: Db, filter: SessionFilter): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) as count from session where ${matches(filter)}`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

export interface FacetCount {
  value: string | null
  count: number
}

/**
 * For each dimension, every value with how many sessions it would leave: all of the filter counts but the choices
 * within that very dimension, so that a person sees what one more choice would bring. Values without any are left out.
 */
export async function countFacets<const D extends Dimension>(
  db: Db,
  filter: SessionFilter,
  by: readonly D[],
): Promise<Record<D, FacetCount[]>> {
  const facets = {} as Record<D, FacetCount[]>
  for (const dimension of by) {
    const value = dimensionSql[dimension]
    const { rows } = await sql<{ value: string | null; count: string }>`
      select ${value} as value, count(*) as count from session
      where ${matches(withoutDimension(filter, dimension))}
      group by 1 order by 2 desc, 1`.execute(db)
    facets[dimension] = rows.map((row) => ({ value: row.value, count: Number(row.count) }))
  }
  return facets
}

/** The filter without the choices within one dimension. */
export function withoutDimension(filter: SessionFilter, dimension: Dimension): SessionFilter {
  const { [dimension]: _is, ...is } = filter.is ?? {}
  const { [dimension]: _not, ...not } = filter.not ?? {}
  return { ...filter, is, not }
}
