import { useRouterState } from "@tanstack/react-router"
import { type RefObject, useEffect, useRef } from "react"

/** What of the router's news is needed here. */
interface Leaving {
  pathChanged: boolean
  fromLocation?: { pathname: string } | undefined
}

const state = {
  /** Somebody came here by a way inside the page, and pressed nothing since. */
  isArriving: false,
  /** The row of the stream from which it was left; null where it was left by another way. */
  leftRowId: null as string | null,
}

/** Another page is on its way. The first one is not: a browser begins it at its top, and reads its title, by itself. */
export function noteLeaving({ pathChanged, fromLocation }: Leaving): void {
  if (!pathChanged || !fromLocation) return
  state.isArriving = true
  if (fromLocation.pathname !== "/") return
  state.leftRowId = document.activeElement?.closest("article")?.id ?? null
}

const settle = () => {
  state.isArriving = false
}
if (typeof window === "object") {
  addEventListener("keydown", settle, { capture: true })
  addEventListener("pointerdown", settle, { capture: true })
}

/**
 * The title of a page takes the focus when somebody comes there from another page, so that a screen reader reads it and
 * Tab goes on from it. It does so again where the title is drawn anew, until a key or a button is pressed.
 */
export function useArrivalTitle(): RefObject<HTMLHeadingElement | null> {
  const title = useRef<HTMLHeadingElement>(null)
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  useEffect(() => {
    // by the path, since two pages may share one title
    if (path !== undefined && state.isArriving && !isInForm()) title.current?.focus({ preventScroll: true })
  }, [path])
  return title
}

/** A form that begins with its first field keeps the focus. */
const isInForm = () => document.activeElement?.closest("main form") != null

/** Back on the stream, the row from which it was left takes the focus, once it is there. */
export function useArrivalRow(): void {
  useEffect(() => {
    if (!state.isArriving || state.leftRowId === null) return
    // the router brings the page to its old place first
    const frame = requestAnimationFrame(() => {
      const row = document.getElementById(state.leftRowId ?? "")
      row?.focus({ preventScroll: true })
      row?.scrollIntoView({ block: "nearest" })
    })
    return () => cancelAnimationFrame(frame)
  }, [])
}
