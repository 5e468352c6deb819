/** What a call brings, unless the signal comes before it: clients of billing systems know no signals. */
export async function untilAborted<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener("abort", abort, { once: true })
  try {
    // the race has heard of either, so one that fails later is no unhandled error
    return await Promise.race([call(), aborted])
  } finally {
    signal.removeEventListener("abort", abort)
  }
}
