import type { Mode } from "@holdfast/protocol"
import { useEffect, useRef, useState } from "react"
import { followSessions, type LiveState } from "../../api/follow-sessions.ts"
import { paced } from "../../api/paced.ts"

const restMs = 1000
/** Counting is dearer than reading a page, and a count may be a moment old. */
const countRestMs = 3000
/** The figures are dearer still. */
const figuresRestMs = 5000

interface Refresh {
  list: () => Promise<unknown>
  count: () => Promise<unknown>
  figures: () => Promise<unknown>
}

/** Reads the list, the count and the figures again whenever a session is new or changed, at a bearable rate. */
export function useLive(appId: string, mode: Mode, refresh: Refresh): LiveState {
  const [state, setState] = useState<LiveState>("connecting")
  const latest = useRef(refresh)
  useEffect(() => {
    latest.current = refresh
  })
  useEffect(() => {
    const list = paced(() => latest.current.list(), restMs)
    const count = paced(() => latest.current.count(), countRestMs)
    const figures = paced(() => latest.current.figures(), figuresRestMs)
    const unfollow = followSessions(appId, mode, {
      onState: setState,
      onChange() {
        list.ask()
        count.ask()
        figures.ask()
      },
    })
    return () => {
      setState("connecting")
      unfollow()
      list.stop()
      count.stop()
      figures.stop()
    }
  }, [appId, mode])
  return state
}
