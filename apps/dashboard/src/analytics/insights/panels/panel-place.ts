import type { Choices } from "../../../api/choice.ts"
import type { PanelProps } from "../panel-props.ts"

/**
 * The address of exactly the sessions that a figure counts: the valid ones of the page that these choices leave, of the span
 * chosen or of the one it is compared with. Null where no list can be so narrow.
 */
export type LinkTo = (choices: Choices, span?: "now" | "before") => string | null

/** What every panel takes beside its own figures. */
export interface PanelPlace extends PanelProps {
  linkTo: LinkTo
}

/** Of a value, of none, and of what is taken together: unlike one another's. */
export function keyOf({ value, others }: { value: string | null; others?: number }): string {
  if (others !== undefined) return "others"
  return value === null ? "none" : `=${value}`
}

/** Where a figure leads. What counts nothing leads nowhere, since its list is empty. */
export const ifAny = (count: number | null | undefined, href: string | null): string | null =>
  count ? href : null
