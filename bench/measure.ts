/** How long something takes, many times over, in milliseconds. */
export interface Timing {
  p50Ms: number
  p95Ms: number
  worstMs: number
}

/** So many of a kind before any is timed: a server that runs has long compiled what it does all the time. */
const toWarmUp = 100

/** One at a time, when the server is warm. */
export async function timeEach(times: number, action: (i: number) => Promise<unknown>): Promise<Timing> {
  for (let i = 0; i < Math.min(toWarmUp, times); i++) await action(i)
  const took: number[] = []
  for (let i = 0; i < times; i++) took.push(await timeOnce(() => action(i)))
  return timingOf(took)
}

export async function timeOnce(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await action()
  return performance.now() - start
}

export function timingOf(took: readonly number[]): Timing {
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50Ms: at(0.5), p95Ms: at(0.95), worstMs: at(1) }
}

/** How many a second get done by so many at once. */
export async function ratePerSecond(
  total: number,
  atOnce: number,
  action: (i: number) => Promise<unknown>,
): Promise<number> {
  let next = 0
  const start = performance.now()
  const worker = async () => {
    for (let i = next++; i < total; i = next++) await action(i)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return (total / (performance.now() - start)) * 1000
}
