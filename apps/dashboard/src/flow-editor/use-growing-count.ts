import { startTransition, useEffect, useState } from "react"

/**
 * How many parts of something long are drawn: the first ones at once, and a few more with each frame, until all are there.
 * To lay out many fields at once keeps a slow browser from answering. After that it is all of them, however many are added.
 */
export function useGrowingCount(first: number, all: number, eachFrame: number): number {
  const [count, setCount] = useState(first)
  const isWhole = count >= all
  useEffect(() => {
    const frame = requestAnimationFrame(() =>
      startTransition(() => setCount(isWhole ? Number.POSITIVE_INFINITY : count + eachFrame)),
    )
    return () => cancelAnimationFrame(frame)
  }, [count, isWhole, eachFrame])
  return Math.max(count, first)
}
