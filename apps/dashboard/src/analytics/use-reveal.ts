import type { StreamPage, StreamRow } from "@holdfast/protocol"
import type { UseInfiniteQueryResult } from "@tanstack/react-query"
import { useCallback, useEffect, useState } from "react"
import { exactTime } from "../time/exact-time.ts"

export type RevealTarget = NonNullable<StreamRow["bouncedBy"]>

const litMs = 2500
/** A replacing session is less than a day away; past this many pages the reader is told instead. */
const mostPages = 20
const missingShownMs = 8000

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

/**
 * Leads from a bounced session to the one that replaced it: loads on until its row is there, lights it for a moment,
 * or says why it cannot be shown.
 */
export function useReveal(rows: StreamRow[], stream: UseInfiniteQueryResult<{ pages: StreamPage[] }>) {
  const [target, setTarget] = useState<RevealTarget | null>(null)
  const [litId, setLitId] = useState<string | null>(null)
  const [missing, setMissing] = useState<string | null>(null)
  const { hasNextPage, isFetching, fetchNextPage, data, isError } = stream

  useEffect(() => {
    if (!target || isFetching) return
    if (rows.some(({ id }) => id === target.id)) {
      setTarget(null)
      setLitId(target.id)
      focusRow(target.id)
      return
    }
    const oldest = rows.at(-1)
    const mayFollow = hasNextPage && oldest !== undefined && oldest.createdAt >= target.createdAt
    if (mayFollow && !isError && (data?.pages.length ?? 0) < mostPages) {
      void fetchNextPage()
      return
    }
    setTarget(null)
    const when = exactTime(new Date(target.createdAt))
    setMissing(`That session, ${target.outcomeLabel}, is not in this list. It began on ${when}.`)
  }, [target, rows, hasNextPage, isFetching, fetchNextPage, data, isError])

  useEffect(() => {
    if (litId === null) return
    const timer = setTimeout(() => setLitId(null), litMs)
    return () => clearTimeout(timer)
  }, [litId])

  useEffect(() => {
    if (missing === null) return
    const timer = setTimeout(() => setMissing(null), missingShownMs)
    return () => clearTimeout(timer)
  }, [missing])

  const show = useCallback((next: RevealTarget) => {
    setMissing(null)
    setTarget(next)
  }, [])
  return { show, litId, missing }
}
