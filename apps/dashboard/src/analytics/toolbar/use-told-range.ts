import { type RefObject, useLayoutEffect } from "react"

/**
 * Tells assistive technology which days are chosen, as the library's calendar tells the eye: the days are cells of a
 * grid, and the first, the last and those between them are selected. Call it wherever the calendar is drawn anew.
 */
export function useToldRange(calendar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    for (const day of calendar.current?.querySelectorAll("td > button") ?? []) {
      const isChosen = day.hasAttribute("data-selected") || day.hasAttribute("data-in-range")
      day.parentElement?.setAttribute("aria-selected", String(isChosen))
    }
  })
}
