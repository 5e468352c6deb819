import { narrowChoices, type Span, validChoices } from "@holdfast/protocol/dashboard"
import { writeAddress } from "../../address.ts"
import type { Choice, Choices, FilterDimension } from "../../api/choice.ts"
import { type DateRange, rangeBetween } from "../../time/date-range.ts"
import type { Day } from "../../time/day.ts"
import { earliestDay } from "../../time/read-range.ts"
import { isSpanning } from "../view/scope-of.ts"
import { searchOf, type View } from "../view/view.ts"

/** Where a page of figures stands: what it shows, of which workspace, today. */
export interface Place {
  view: View
  workspace: string | undefined
  today: Day
}

export const only = (dimension: FilterDimension, value: string | null): Choice => ({
  ...{ dimension, value, isExcluded: false },
})

export const not = (dimension: FilterDimension, value: string | null): Choice => ({
  ...{ dimension, value, isExcluded: true },
})

/** Of which every figure is made unless it says otherwise: settled, and not bounced. */
export const valid: Choices = validChoices

/**
 * The address of exactly the sessions that a figure counts: those of the page that these choices leave. Null where no address
 * can say them, because the page has none of them.
 * @param span the days of a point; left out, those of the page
 */
export function linkTo(place: Place, choices: Choices, span?: Span): string | null {
  const view = viewBehind(place, choices, span)
  return view && `/${writeAddress(searchOf(view, place.workspace))}`
}

/** The same as a view. */
export function viewBehind(place: Place, choices: Choices, span?: Span): View | null {
  const view = placeWithoutRest(place)
  const narrowed = narrowChoices(view.choices, choices)
  if (narrowed === null) return null
  const range = span?.from && span.to ? rangeBetween(span.from, span.to) : view.range
  return { ...view, range, choices: narrowed }
}

/** A search that spans everything lets days and filters rest. To be narrowed it looks within the days of all time. */
function placeWithoutRest({ view, today }: Place): View {
  if (!isSpanning(view) || view.search === null) return view
  const range: DateRange = { kind: "own", first: earliestDay, last: today }
  return { ...view, range, search: { ...view.search, isWithin: true }, choices: [] }
}
