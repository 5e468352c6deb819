import type { FacetDimension } from "@holdfast/protocol"
import type { StreamFacets } from "@holdfast/protocol/dashboard"
import { prng } from "../apps/server/src/demo/prng.ts"
import type { SessionFilter } from "../apps/server/src/session/read/session-filter.ts"
import { dimensions } from "./dimensions.ts"

/** One choice of a filter: a dimension and a value that occurs. */
export interface Choice {
  dimension: FacetDimension
  value: string | null
  isExcluded: boolean
}

/**
 * Random combinations of choices, among them every value that occurs, whether rare or common.
 * @param most of one combination
 */
export function randomChoices({ facets }: StreamFacets, seed: number, most = 4): () => Choice[] {
  const chance = prng(seed)
  return () => {
    const left = [...facets]
    return Array.from({ length: chance.between(1, Math.min(most, facets.length)) }, () => {
      const [facet] = left.splice(chance.between(0, left.length - 1), 1)
      if (!facet) throw new Error("There are no facets to choose from")
      const { value } = chance.pick(facet.values)
      return { dimension: facet.dimension, value, isExcluded: chance.chance(0.2) }
    })
  }
}

/** As the stream's address says it. */
export const queryOf = (choices: readonly Choice[]): string =>
  choices
    .map(({ dimension, value, isExcluded }) => {
      const name = `${isExcluded ? "-" : ""}${dimension}`
      return `${encodeURIComponent(name)}=${encodeURIComponent(value ?? "null")}`
    })
    .join("&")

/** As a reader of the server takes it. */
export function filterOf(choices: readonly Choice[]): Pick<SessionFilter, "is" | "not"> {
  const [is, not]: Record<string, (string | null)[]>[] = [{}, {}]
  for (const { dimension, value, isExcluded } of choices)
    Object.assign((isExcluded ? not : is) ?? {}, { [dimension]: [value] })
  return { is, not }
}

export interface Condition {
  sql: string
  /** The values of `$first` and following. */
  values: string[]
}

/** As one would write it by hand for PostgreSQL. */
export const postgresCondition = (choices: readonly Choice[], first: number): Condition =>
  conditionOf(choices, first, (dimension) => ({ column: dimensions[dimension].sql, type: null }))

/** As one would write it by hand for DuckDB, where each dimension is a column. */
export const duckCondition = (choices: readonly Choice[], first: number): Condition =>
  conditionOf(choices, first, (dimension) => ({
    column: `"${dimension}"`,
    type: dimensions[dimension].type,
  }))

function conditionOf(
  choices: readonly Choice[],
  first: number,
  read: (dimension: FacetDimension) => { column: string; type: string | null },
): Condition {
  const values: string[] = []
  const conditions = choices.map(({ dimension, value, isExcluded }) => {
    const { column, type } = read(dimension)
    if (value === null) return `${column} is ${isExcluded ? "not " : ""}null`
    values.push(value)
    const mark = `$${first + values.length - 1}${type === null ? "" : `::${type}`}`
    return `${column} ${isExcluded ? "is distinct from" : "="} ${mark}`
  })
  return { sql: conditions.join(" and ") || "true", values }
}
