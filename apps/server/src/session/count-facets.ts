import type { Dimension } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"
import { atOneMoment } from "../db/at-one-moment.ts"
import type { Db } from "../db/database.ts"
import { dimensionSql } from "./dimensions.ts"
import { inGaps, matchingBits } from "./facet-blocks/block-sql.ts"
import { type Coverage, chosenDimensions, readCoverage } from "./facet-blocks/coverage.ts"
import type { SessionFilter } from "./session-filter.ts"

export interface FacetCount {
  value: string | null
  count: number
}

/**
 * For each dimension, every value with how many sessions it would leave: all of the filter counts but the choices
 * within that very dimension, so that a person sees what one more choice would bring. Values without any are left
 * out; the most frequent come first. All counts are of one moment.
 */
export const countFacets = <const D extends Dimension>(
  db: Db,
  filter: SessionFilter,
  by: readonly D[],
): Promise<Record<D, FacetCount[]>> =>
  atOneMoment(db, async (db) => {
    const chosen = chosenDimensions(filter)
    const coverage = await readCoverage(db, filter, [...new Set([...chosen, ...by])])
    // dimensions without a choice of their own are all counted in one go
    const free = by.filter((dimension) => !chosen.includes(dimension))
    const counts = by
      .filter((dimension) => chosen.includes(dimension))
      .map((dimension) => countedBy(withoutDimension(filter, dimension), coverage, [dimension]))
    if (free.length > 0) counts.push(countedBy(filter, coverage, free))

    const facets = Object.fromEntries(by.map((name) => [name, []])) as unknown as Record<D, FacetCount[]>
    if (counts.length === 0) return facets
    const { rows } = await sql<{ dimension: D; value: string | null; count: string }>`
      select dimension, value, sum(count) as count
      from (${sql.join(counts, sql` union all `)}) counted
      group by dimension, value order by count desc, value`.execute(db)
    for (const { dimension, value, count } of rows) facets[dimension].push({ value, count: Number(count) })
    return facets
  })

/** Arrays come apart in the list of the select: that takes two thirds of the time of a join. */
function countedBy(filter: SessionFilter, coverage: Coverage, by: readonly Dimension[]): RawBuilder<unknown> {
  const values = sql.join(by.map((name) => dimensionSql[name]))
  return sql`
    select facet.dimension, facet.value, count(*) as count
    from (
      select unnest(${by}::text[]) as dimension, unnest(array[${values}]) as value
      from session where ${inGaps(filter, coverage.gaps)}
    ) facet
    group by facet.dimension, facet.value
    union all
    (
      with matching as materialized (${matchingBits(filter, coverage)})
      select x.dimension, x.value, sum(bit_count(x.bits & matching.bits)) as count
      from matching
      join facet_bits x on x.workspace_id = ${filter.workspaceId} and x.block_id = matching.id
        and x.dimension = any(${by}::text[])
      where matching.bits is not null
      group by x.dimension, x.value having sum(bit_count(x.bits & matching.bits)) > 0
      union all
      -- of blocks that match as a whole the counts are known
      select whole.dimension, whole.value, sum(whole.count) as count
      from (
        select x.dimension, unnest(x.values) as value, unnest(x.counts) as count
        from matching
        join facet_codes x on x.workspace_id = ${filter.workspaceId} and x.block_id = matching.id
          and x.dimension = any(${by}::text[])
        where matching.bits is null
      ) whole
      group by whole.dimension, whole.value
    )`
}

/** The filter without the choices within one dimension. */
export function withoutDimension(filter: SessionFilter, dimension: Dimension): SessionFilter {
  const { [dimension]: _is, ...is } = filter.is ?? {}
  const { [dimension]: _not, ...not } = filter.not ?? {}
  return { ...filter, is, not }
}
