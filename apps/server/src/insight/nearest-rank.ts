/**
 * A percentile by nearest rank: the smallest value that at least this part of all does not exceed. It is always one that
 * occurred.
 * @param counts how often each value occurred
 * @param part above 0, at most 1
 */
export function nearestRank(
  counts: readonly { value: number; count: number }[],
  part: number,
): number | null {
  const sorted = counts.toSorted((a, b) => a.value - b.value)
  const all = sorted.reduce((sum, { count }) => sum + count, 0)
  const rank = Math.ceil(part * all)
  let upto = 0
  for (const { value, count } of sorted) {
    upto += count
    if (count > 0 && upto >= rank) return value
  }
  return null
}
