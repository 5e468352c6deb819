/** Share of the time that may go into asking: after an answer that took long, the next question waits longer. */
const restFactor = 4

interface Paced {
  /** Runs now, or as soon as the run that is under way and the rest after it are over; once for many calls. */
  ask: () => void
  stop: () => void
}

/**
 * Bounds how often something runs, however often it is asked for. Whoever asks is sure of a run that begins later.
 * @param shortestRestMs between the end of a run and the next
 */
export function paced(run: () => Promise<unknown>, shortestRestMs: number): Paced {
  let isAsked = false
  let isBusy = false
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const go = async () => {
    isAsked = false
    isBusy = true
    const began = performance.now()
    await run().catch(() => {})
    if (isStopped) return
    const restMs = Math.max(shortestRestMs, restFactor * (performance.now() - began))
    timer = setTimeout(() => {
      isBusy = false
      if (isAsked) void go()
    }, restMs)
  }
  return {
    ask() {
      isAsked = true
      if (!isBusy && !isStopped) void go()
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
