import type { Dimension } from "@holdfast/protocol"
import type { FacetCount } from "@holdfast/protocol/dashboard"
import { type RawBuilder, sql } from "kysely"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { Db } from "../../db/database.ts"
import { dimensionSql } from "../dimensions.ts"
import type { SessionFilter } from "../read/session-filter.ts"
import { inGaps, matchingBits } from "./facet-blocks/block-sql.ts"
import { countWhole, type ValueCount, valuesOf } from "./facet-blocks/count-whole.ts"
import {
  type Block,
  boundsOf,
  type Coverage,
  chosenColumns,
  chosenDimensions,
  readCoverage,
} from "./facet-blocks/coverage.ts"

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
    const coverage = await readCoverage(db, filter, [...new Set([...chosenColumns(filter), ...by])])
    // dimensions without a choice of their own are all counted in one go
    const free = by.filter((dimension) => !chosen.includes(dimension))
    const questions: Question<D>[] = by
      .filter((dimension) => chosen.includes(dimension))
      .map((dimension) => ({ filter: withoutDimension(filter, dimension), by: [dimension] }))
    if (free.length > 0) questions.push({ filter, by: free })

    const counted: ValueCount<D>[] = []
    const statements: RawBuilder<unknown>[] = []
    for (const { filter, by } of questions) {
      const { whole, rest } = wholeBlocks(filter, coverage)
      counted.push(...(await countWhole(db, filter.workspaceId, whole, by)))
      statements.push(countedBy(filter, rest, by))
    }
    if (statements.length > 0) {
      const { rows } = await sql<ValueCount<D>>`${sql.join(statements, sql` union all `)}`.execute(db)
      counted.push(...rows)
    }
    return summed(counted, by)
  })

/** Which dimensions to count under a filter. */
interface Question<D extends Dimension> {
  filter: SessionFilter
  by: readonly D[]
}

/** The blocks that match as a whole, as is known without looking into them, and what is left. */
function wholeBlocks(filter: SessionFilter, coverage: Coverage): { whole: string[]; rest: Coverage } {
  if (chosenColumns(filter).length > 0) return { whole: [], rest: coverage }
  const { from, to } = boundsOf(filter)
  const isInside = (block: Block) => (!from || block.from >= from) && (!to || block.to <= to)
  return {
    whole: coverage.blocks.filter(isInside).map(({ id }) => id),
    rest: { ...coverage, blocks: coverage.blocks.filter((block) => !isInside(block)) },
  }
}

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
      -- a block without a session that is to be avoided matches as a whole
      select dimension, value, sum(count) as count
      from (${valuesOf(filter.workspaceId, sql`(select id from matching where bits is null)`, by)}) whole
      group by dimension, value
    )`
}

function summed<D extends Dimension>(
  counted: readonly ValueCount<D>[],
  by: readonly D[],
): Record<D, FacetCount[]> {
  const totals = new Map(by.map((dimension) => [dimension, new Map<string | null, number>()]))
  for (const { dimension, value, count } of counted) {
    const total = totals.get(dimension)
    total?.set(value, (total.get(value) ?? 0) + Number(count))
  }
  const facets = Array.from(totals, ([dimension, counts]) => [
    dimension,
    Array.from(counts, ([value, count]) => ({ value, count })).sort(
      (a, b) => b.count - a.count || compareValues(a.value, b.value),
    ),
  ])
  return Object.fromEntries(facets)
}

/** "None" behind the others. */
function compareValues(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a < b ? -1 : Number(a > b)
}

/** The filter without the choices within one dimension. */
export function withoutDimension(filter: SessionFilter, dimension: Dimension): SessionFilter {
  const { [dimension]: _is, ...is } = filter.is ?? {}
  const { [dimension]: _not, ...not } = filter.not ?? {}
  return { ...filter, is, not }
}
