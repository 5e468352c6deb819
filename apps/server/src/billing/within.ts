import { withPatience } from "../with-patience.ts"

/** Waits for an answer no longer than a limit; what does not stop when it is told to is left to itself. */
export async function within<T>(
  limitMs: number,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T | "late"> {
  const controller = new AbortController()
  const answer = await withPatience(ask(controller.signal), limitMs)
  if (answer === "late") controller.abort()
  return answer
}
