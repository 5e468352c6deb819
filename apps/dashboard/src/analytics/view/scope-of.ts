import type { Choice } from "../../api/choice.ts"
import type { StreamScope } from "../../api/stream.ts"
import { instantsOf } from "../../time/date-range.ts"
import type { Day } from "../../time/day.ts"
import type { View } from "./view.ts"

/** While a search spans everything, days and filters rest. */
export function isSpanning({ search }: View): boolean {
  return search !== null && !search.isWithin
}

/** The sessions that a view shows. */
export function scopeOf(view: View, appId: string, today: Day): StreamScope {
  if (!isSpanning(view)) return filterScopeOf(view, appId, today)
  return {
    appId,
    mode: view.mode,
    from: null,
    to: null,
    search: view.search?.text ?? null,
    choices: [],
  }
}

/** The sessions among which the filters count: those of the view, as if no search spanned everything. */
export function filterScopeOf(view: View, appId: string, today: Day): StreamScope {
  return {
    appId,
    mode: view.mode,
    ...instantsOf(view.range, today),
    search: view.search?.isWithin ? view.search.text : null,
    // One order for the same choices, so that they are one entry of the cache.
    choices: view.choices.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1)),
  }
}

function nameOf({ dimension, value, isExcluded }: Choice): string {
  return `${dimension} ${isExcluded} ${value === null ? "" : `=${value}`}`
}
