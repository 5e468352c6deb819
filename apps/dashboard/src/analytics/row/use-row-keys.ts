import { type RefObject, useEffect } from "react"

/** Marks what the arrow keys stop at: the rows, and what loads more of them. */
export const rowStop = { "data-row-stop": true } as const

type Step = (stops: readonly HTMLElement[], from: number) => HTMLElement | undefined

const on: Step = (stops, from) => stops[from + 1]
const back: Step = (stops, from) => stops[from - 1]
const steps: Readonly<Record<string, Step>> = {
  ArrowDown: on,
  j: on,
  PageDown: on,
  ArrowUp: back,
  k: back,
  PageUp: back,
  Home: (stops) => stops[0],
  End: (stops) => stops.findLast((stop) => stop.tagName === "ARTICLE"),
}

/**
 * From row to row, wherever in a row the focus is: down, `j` or Page Down to the next and after the last to Load More;
 * up, `k` or Page Up back; Home and End to the first and the last. The keys of the feed pattern of WAI-ARIA, and the
 * ones of mail programs.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = list.current
    if (!element) return
    const move = (event: KeyboardEvent) => moveAmong(element, event)
    element.addEventListener("keydown", move)
    return () => element.removeEventListener("keydown", move)
  }, [list])
}

function moveAmong(list: HTMLElement, event: KeyboardEvent): void {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey
  if (!isPlain || event.defaultPrevented || !(event.target instanceof Node)) return
  const { target } = event
  const stops = [...list.querySelectorAll<HTMLElement>("[data-row-stop]")]
  const from = stops.findIndex((stop) => stop.contains(target))
  const next = from < 0 ? undefined : steps[event.key]?.(stops, from)
  if (!next) return
  event.preventDefault()
  next.focus()
}
