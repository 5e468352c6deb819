/** A part of a pile: from where to where it reaches, and which of the series it is. */
interface PilePart {
  key: string
  nth: number
  from: number
  to: number
}

/** The parts of a bar, one on the other in the order of the series. What is nothing or no count has no part. */
export function stack(
  parts: Readonly<Record<string, { count: number }>>,
  series: readonly { key: string }[],
): PilePart[] {
  let from = 0
  return series.flatMap(({ key }, nth) => {
    const count = Object.hasOwn(parts, key) ? (parts[key]?.count ?? 0) : 0
    if (!Number.isFinite(count) || count <= 0) return []
    const part = { key, nth, from, to: from + count }
    from = part.to
    return [part]
  })
}
