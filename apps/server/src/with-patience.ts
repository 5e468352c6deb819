/**
 * Waits for a promise no longer than a limit. What comes later, or fails later, is left to itself. The wait keeps the
 * process up, so that what follows it is done; it leaves no timer behind.
 */
export async function withPatience<T>(promise: Promise<T>, limitMs: number): Promise<T | "late"> {
  const { promise: limit, resolve } = Promise.withResolvers<"late">()
  const timer = setTimeout(resolve, limitMs, "late")
  try {
    // the race has heard of either, so one that fails later is no unhandled error
    return await Promise.race([promise, limit])
  } finally {
    clearTimeout(timer)
  }
}
