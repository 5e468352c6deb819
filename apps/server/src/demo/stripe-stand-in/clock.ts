/** The stand-in's own time, in seconds as Stripe counts. */
export interface Clock {
  now(): number
  /** From now on it is this moment, and time goes on from there. */
  moveTo(date: Date): void
  /** Does something as if it were that second: what falls due is done at the moment at which it is due. */
  during<Result>(second: number, work: () => Result): Result
}

/** @param now the time before it was moved: the real one, or a test's */
export function makeClock(now: () => Date): Clock {
  let aheadMs = 0
  let held: number | null = null
  return {
    now: () => held ?? Math.floor((now().getTime() + aheadMs) / 1000),
    moveTo(date) {
      aheadMs = date.getTime() - now().getTime()
    },
    during(second, work) {
      const before = held
      held = second
      try {
        return work()
      } finally {
        held = before
      }
    },
  }
}
