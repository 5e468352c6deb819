import type { Move } from "@holdfast/protocol/recording"

/** A time in which nothing happened, without its very beginning and end: a person sees what was before it, and what comes. */
export interface IdleSpan {
  from: number
  to: number
}

const leastMs = 3000
const leadMs = 1000
const tailMs = 500

/** When nothing happened for so long that nobody wants to watch it. */
export function idleSpans(moves: readonly Move[]): IdleSpan[] {
  return moves.flatMap(([at], i) => {
    const before = moves[i - 1]?.[0] ?? 0
    return at - before > leastMs ? [{ from: before + leadMs, to: at - tailMs }] : []
  })
}

/** The moment to go on from: where an idle time ends, or the moment itself. */
export const pastIdle = (spans: readonly IdleSpan[], ms: number): number =>
  spans.find(({ from, to }) => from <= ms && ms < to)?.to ?? ms
