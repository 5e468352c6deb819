import type { Dimension } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"
import type { Db } from "../../../db/database.ts"
import { prepared } from "../../../db/prepared.ts"

/** How many sessions have a value. */
export interface ValueCount<D extends Dimension> {
  dimension: D
  value: string | null
  /** PostgreSQL's sums come as text. */
  count: number | string
}

/** Answers that are kept: some 300 values each. */
const mostKept = 100
/** By the dimensions and blocks that were asked for, the longest unused first. */
const kept = new Map<string, readonly ValueCount<Dimension>[]>()

/**
 * How many sessions of whole blocks have which value of each dimension. A block never changes, it is dropped and another
 * made, so what was counted once of the same blocks is not counted again.
 * @param ids blocks of the workspace, that are there in the snapshot of `db`
 */
export async function countWhole<D extends Dimension>(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
  by: readonly D[],
): Promise<readonly ValueCount<D>[]> {
  if (ids.length === 0) return []
  const key = [workspaceId, ...by, ...ids].join(" ")
  const known = kept.get(key) as readonly ValueCount<D>[] | undefined
  const counts = known ?? (await readCounts(db, workspaceId, ids, by))
  kept.delete(key)
  kept.set(key, counts)
  const [longestUnused] = kept.keys()
  if (kept.size > mostKept && longestUnused !== undefined) kept.delete(longestUnused)
  return counts
}

async function readCounts<D extends Dimension>(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
  by: readonly D[],
): Promise<ValueCount<D>[]> {
  const { rows } = await sql<ValueCount<D>>`
    select ${prepared} dimension, value, sum(count) as count
    from (${valuesOf(workspaceId, sql`${ids}::uuid[]`, by)}) whole
    group by dimension, value`.execute(db)
  return rows
}

/**
 * The values of blocks with their counts, as a query of `dimension, value, count`. Arrays come apart in the list of the
 * select: that takes two thirds of the time of a join.
 * @param ids an array, or a query of them
 */
export const valuesOf = (
  workspaceId: string,
  ids: RawBuilder<unknown>,
  by: readonly Dimension[],
): RawBuilder<unknown> => sql`
  select dimension, unnest(values) as value, unnest(counts) as count from facet_codes
  where workspace_id = ${workspaceId} and block_id = any(${ids}) and dimension = any(${by}::text[])`
