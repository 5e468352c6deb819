/** Waits for an answer no longer than a limit; what does not stop when it is told to is left to itself. */
export async function within<T>(
  limitMs: number,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T | "late"> {
  const controller = new AbortController()
  const { promise: limit, resolve } = Promise.withResolvers<"late">()
  const timer = setTimeout(() => {
    resolve("late")
    controller.abort()
  }, limitMs)
  try {
    return await Promise.race([ask(controller.signal), limit])
  } finally {
    clearTimeout(timer)
  }
}
