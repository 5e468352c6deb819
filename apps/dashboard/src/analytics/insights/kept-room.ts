import { type RefCallback, useCallback } from "react"

const key = "holdfast-figures-room"

/** What was seen last, by the workspace and by how wide it was: in another width the same panels are of another height. */
const nameOf = (workspace: string | undefined, width: number) => `${workspace ?? ""} ${width}`

/**
 * How tall the figures were when this browser showed them last, in pixels, so that the stream stands in its place while
 * they are awaited. 0 where it did not: how many rows a panel will have, nobody knows before the answer.
 */
export function readRoom(workspace: string | undefined, width: number): number {
  try {
    const [name, height] = localStorage.getItem(key)?.split("\n") ?? []
    return name === nameOf(workspace, width) ? Math.min(Number(height) || 0, 20_000) : 0
  } catch {
    return 0
  }
}

/** For the box of all figures: keeps how tall it is, for as long as it is shown. */
export function useKeepRoom(workspace: string | undefined): RefCallback<HTMLElement> {
  return useCallback(
    (element: HTMLElement) => {
      const keep = () => {
        // what somebody has opened is closed at the next visit
        if (element.querySelector("details[open]")) return
        keepRoom(workspace, element.clientWidth, element.offsetHeight)
      }
      const observer = new ResizeObserver(keep)
      observer.observe(element)
      return () => observer.disconnect()
    },
    [workspace],
  )
}

function keepRoom(workspace: string | undefined, width: number, height: number): void {
  try {
    localStorage.setItem(key, `${nameOf(workspace, width)}\n${height}`)
  } catch {
    // the next visit begins with the usual room
  }
}
