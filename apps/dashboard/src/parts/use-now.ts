import { useSyncExternalStore } from "react"

const tickMs = 30_000
const listeners = new Set<() => void>()
let nowMs = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function tick() {
  nowMs = Date.now()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) {
    nowMs = Date.now()
    timer = setInterval(tick, tickMs)
    document.addEventListener("visibilitychange", tick)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    document.removeEventListener("visibilitychange", tick)
  }
}

/** The present, renewed every 30 seconds and when the page is looked at again; one clock for the whole page. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, () => nowMs))
}
