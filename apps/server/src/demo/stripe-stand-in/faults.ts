/** Something that goes wrong on command. */
export type Fault =
  /** An error in place of an answer: too many requests, or Stripe is down. */
  | { kind: "answer"; status: 429 | 500 | 503; isDone?: boolean }
  /** No answer ever comes, or the connection is cut. `isDone`: what was asked was done all the same. */
  | { kind: "hang" | "cut"; isDone?: boolean }
  /** The answer comes late. */
  | { kind: "slow"; ms: number }

/** Which requests a fault meets: all of them unless it says more. */
export interface FaultTarget {
  method?: "GET" | "POST" | "DELETE"
  path?: RegExp
  /**
   * How many requests it meets; one. Stripe's client sends a request whose connection was cut once more by itself, whatever
   * it is told: it takes two to make it fail.
   */
  times?: number
}

export interface Faults {
  add(fault: Fault, target: FaultTarget): void
  /** The fault that meets a request, which is used up by it. */
  take(method: string, path: string): Fault | null
  clear(): void
}

export function makeFaults(): Faults {
  let waiting: { fault: Fault; target: FaultTarget; left: number }[] = []
  return {
    add: (fault, target) => void waiting.push({ fault, target, left: target.times ?? 1 }),
    take(method, path) {
      const met = waiting.find(
        ({ target }) =>
          (target.method === undefined || target.method === method) && (target.path?.test(path) ?? true),
      )
      if (!met) return null
      met.left -= 1
      waiting = waiting.filter(({ left }) => left > 0)
      return met.fault
    },
    clear() {
      waiting = []
    },
  }
}
