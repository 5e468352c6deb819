import type { FacetDimension } from "@holdfast/protocol"
import type { StreamFacets } from "@holdfast/protocol/dashboard"
import { prng } from "../apps/server/src/demo/prng.ts"

/** One choice of a filter: a dimension and a value that occurs. */
export interface Choice {
  dimension: FacetDimension
  value: string | null
  isExcluded: boolean
}

/** The column behind a dimension, for the hand-written SQL. */
const columns: Readonly<Record<FacetDimension, string>> = {
  offerType: "s.offer_type",
  billingInterval: "s.billing_interval",
  ageYears: "(s.age_months / 12)::text",
  segmentId: "s.segment_id",
  planId: "s.plan_id",
  response: "s.survey_choice_value",
  trial: "coalesce(s.on_trial, false)::text",
  outcome: "s.outcome",
}

export const columnOf = (dimension: FacetDimension): string => columns[dimension]

/** Random combinations of one to four choices, among them every value that occurs, whether rare or common. */
export function randomChoices({ facets }: StreamFacets, seed: number): () => Choice[] {
  const chance = prng(seed)
  return () => {
    const left = [...facets]
    return Array.from({ length: chance.between(1, Math.min(4, facets.length)) }, () => {
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

/** As one would write it by hand; the values are `$first` and following. */
export function sqlOf(choices: readonly Choice[], first: number): { condition: string; values: string[] } {
  const values: string[] = []
  const conditions = choices.map(({ dimension, value, isExcluded }) => {
    const column = columns[dimension]
    if (value === null) return `${column} is ${isExcluded ? "not " : ""}null`
    values.push(value)
    return isExcluded
      ? `${column} is distinct from $${first + values.length - 1}`
      : `${column} = $${first + values.length - 1}`
  })
  return { condition: conditions.join(" and "), values }
}
