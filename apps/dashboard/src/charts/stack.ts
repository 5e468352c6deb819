/** A part of a pile: from where to where it reaches, and what it is a part of. */
interface PilePart<Series> {
  key: string
  of: Series
  from: number
  to: number
}

/** The parts of a bar, one on the other in the order of the series. What is nothing or no count has no part. */
export function stack<Series extends { key: string }>(
  parts: Readonly<Record<string, { count: number }>>,
  series: readonly Series[],
): PilePart<Series>[] {
  let from = 0
  return series.flatMap((of) => {
    const count = parts[of.key]?.count ?? 0
    if (!Number.isFinite(count) || count <= 0) return []
    const part = { key: of.key, of, from, to: from + count }
    from = part.to
    return [part]
  })
}
