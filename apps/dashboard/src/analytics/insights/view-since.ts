import { rangeBetween } from "../../time/date-range.ts"
import { addDays, startOfDay } from "../../time/day.ts"
import { isSpanning } from "../view/scope-of.ts"
import type { View } from "../view/view.ts"
import type { Place } from "./link-to.ts"

/**
 * What the page shows, from that instant to the end of today, beside the days before. Null while a search looks through all time, in
 * which no days are in force, and for what is yet to come.
 */
export function viewSince(at: string, { view, today }: Place): View | null {
  const to = startOfDay(addDays(today, 1)).toISOString()
  if (isSpanning(view) || at >= to) return null
  return { ...view, range: rangeBetween(at, to), comparison: "previous" }
}
