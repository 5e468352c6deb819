/** How long something takes, many times over. */
export interface Timing {
  p50Ms: number
  p95Ms: number
}

/** One at a time, after a few to warm up. */
export async function timeEach(times: number, action: (i: number) => Promise<unknown>): Promise<Timing> {
  for (let i = 0; i < 20; i++) await action(i)
  const took: number[] = []
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    await action(i)
    took.push(performance.now() - start)
  }
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
  return { p50Ms: at(0.5), p95Ms: at(0.95) }
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
