import { searchOf, type View } from "../analytics/view/view.ts"
import { writeViewAddress } from "../analytics/view/view-address.ts"
import { type DateRange, daysOf } from "../time/date-range.ts"
import type { Day } from "../time/day.ts"

/** The address that shows the same sessions tomorrow as well: a view whose days do not move with the calendar. */
export const pinnedAddress = (view: View, today: Day): string =>
  writeViewAddress(searchOf({ ...view, range: pinned(view.range, today) }, undefined))

const pinned = (range: DateRange, today: Day): DateRange =>
  range.kind === "exact" ? range : { kind: "own", ...daysOf(range, today) }
