import type { StreamRow } from "@holdfast/protocol"
import { useCallback, useEffect, useState } from "react"

export type RevealTarget = NonNullable<StreamRow["bouncedBy"]>

const litMs = 2500

export function rowElementId(sessionId: string): string {
  return `session-${sessionId}`
}

/** Brings a row into view and gives it the focus, so that reading goes on there. */
export function focusRow(sessionId: string): void {
  const focus = () => {
    const element = document.getElementById(rowElementId(sessionId))
    element?.focus({ preventScroll: true })
    element?.scrollIntoView({ block: "center" })
  }
  requestAnimationFrame(focus)
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
