/** Counts that are gathered in memory and written now and then. */
export interface Flusher {
  /** Writes what is there now, behind whatever is being written. */
  flush(): Promise<void>
  /** Writes what is left, and nothing from then on. */
  close(): Promise<void>
}

/**
 * Writes each so many milliseconds what was gathered since, one time after the other; where nothing was, nothing is sent.
 * @param write deals with its own failures
 */
export function writeEvery(ms: number, hasAny: () => boolean, write: () => Promise<void>): Flusher {
  let writing: Promise<void> = Promise.resolve()
  const flush = () => {
    writing = writing.then(() => (hasAny() ? write() : undefined))
    return writing
  }
  const timer = setInterval(flush, ms)
  timer.unref()
  return {
    flush,
    async close() {
      clearInterval(timer)
      await flush()
    },
  }
}
