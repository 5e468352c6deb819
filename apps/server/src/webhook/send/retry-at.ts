const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** How long a delivery rests after each try that failed: 8 tries over 27 hours and 35 minutes. */
const restsMs = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour]

/** Each rest is up to so much shorter or longer, so that what failed together does not come together again. */
const jitter = 0.1

/**
 * When a delivery is tried again; null where it is not.
 * @param tries how often it was sent
 * @param chance from 0 to 1
 */
export function retryAt(tries: number, now: Date, chance = Math.random()): Date | null {
  const restMs = restsMs[tries - 1]
  return restMs === undefined ? null : new Date(now.getTime() + restMs * (1 + jitter * (2 * chance - 1)))
}
