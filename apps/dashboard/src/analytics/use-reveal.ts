import type { StreamRow } from "@holdfast/protocol/dashboard"
import { useCallback, useEffect, useState } from "react"

export type RevealTarget = NonNullable<StreamRow["bouncedBy"]>

const litMs = 2500

export function rowElementId(sessionId: string): string {
  return `session-${sessionId}`
}

/** Frames in which a row that was just let in has its element. */
const mostFrames = 60

/** Brings a row into view and gives it the focus, so that reading goes on there. It may be about to be drawn. */
export function focusRow(sessionId: string, framesLeft = mostFrames): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(rowElementId(sessionId))
    if (element) {
      element.focus({ preventScroll: true })
      element.scrollIntoView({ block: "center" })
    } else if (framesLeft > 0) focusRow(sessionId, framesLeft - 1)
  })
}

/** Leads from a bounced session to the row of the one that replaced it and lights it for a moment. */
export function useReveal() {
  const [litId, setLitId] = useState<string | null>(null)
  useEffect(() => {
    if (litId === null) return
    const timer = setTimeout(() => setLitId(null), litMs)
    return () => clearTimeout(timer)
  }, [litId])

  const show = useCallback(({ id }: RevealTarget) => {
    if (!document.getElementById(rowElementId(id))) return false
    setLitId(id)
    focusRow(id)
    return true
  }, [])
  return { show, litId }
}
