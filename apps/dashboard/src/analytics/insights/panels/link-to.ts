import type { Choice, Choices, FilterDimension } from "../../../api/choice.ts"

/**
 * The address of exactly the sessions that a figure counts: the valid ones of the page that these choices leave, of the span
 * chosen or of the one it is compared with. Null where no list can be so narrow.
 */
export type LinkTo = (choices: Choices, span?: "now" | "before") => string | null

/** What every panel takes beside its own figures. */
export interface PanelPlace {
  linkTo: LinkTo
  /** Ends the names of saved files: `2026-08-24-2026-11-22`. */
  spanName: string
}

export const only = (dimension: FilterDimension, value: string | null): Choice => ({
  ...{ dimension, value, isExcluded: false },
})

export const without = (dimension: FilterDimension, value: string | null): Choice => ({
  ...{ dimension, value, isExcluded: true },
})

/** Of a value, of none, and of what is taken together: unlike one another's. */
export function keyOf({ value, others }: { value: string | null; others?: number }): string {
  if (others !== undefined) return "others"
  return value === null ? "none" : `=${value}`
}
