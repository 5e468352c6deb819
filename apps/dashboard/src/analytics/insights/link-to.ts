import type { Span } from "@holdfast/protocol/dashboard"
import { writeAddress } from "../../address.ts"
import type { Choice, Choices, FilterDimension } from "../../api/choice.ts"
import { type DateRange, rangeBetween } from "../../time/date-range.ts"
import type { Day } from "../../time/day.ts"
import { earliestDay } from "../../time/read-range.ts"
import { arrange } from "../view/choices.ts"
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
export const valid: Choices = [not("outcome", "open"), only("bounced", "false")]

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
  const narrowed = narrow(view.choices, choices)
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

/** The chosen values that other choices leave; null where they contradict each other. */
function narrow(chosen: Choices, by: Choices): Choices | null {
  const dimensions = new Set(by.map(({ dimension }) => dimension))
  const kept = chosen.filter(({ dimension }) => !dimensions.has(dimension))
  const narrowed: Choice[] = []
  for (const dimension of dimensions) {
    const [before, now] = [chosen, by].map((choices) =>
      choices.filter((each) => each.dimension === dimension),
    )
    const left = narrowOne(before ?? [], now ?? [])
    if (left === null) return null
    narrowed.push(...left)
  }
  return arrange([...kept, ...narrowed])
}

/** The same for one dimension: what both include, without what one of them excludes. */
function narrowOne(before: Choices, now: Choices): Choices | null {
  const included = [before, now]
    .map((choices) => choices.filter(({ isExcluded }) => !isExcluded))
    .filter((choices) => choices.length > 0)
  const excluded = [...before, ...now].filter(({ isExcluded }) => isExcluded)
  const [first, second] = included
  if (!first) return unique(excluded)
  const both = unique(first).filter(
    (one) =>
      (second === undefined || second.some((other) => other.value === one.value)) &&
      !excluded.some((other) => other.value === one.value),
  )
  return both.length > 0 ? both : null
}

const unique = (choices: Choices): Choice[] => [
  ...new Map(choices.map((choice) => [choice.value, choice])).values(),
]
