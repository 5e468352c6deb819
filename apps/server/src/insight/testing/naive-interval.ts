const z = 1.959963984540054

/** E. B. Wilson, "Probable inference, the law of succession, and statistical inference", J. Am. Stat. Assoc. 22 (1927). */
export function naiveWilson(count: number, of: number): { low: number; high: number } {
  const [p, square] = [count / of, z * z]
  const reach = (z * Math.sqrt((p * (1 - p)) / of + square / (4 * of * of))) / (1 + square / of)
  const middle = (p + square / (2 * of)) / (1 + square / of)
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}

interface Part {
  count: number
  of: number
}

/** R. G. Newcombe's tenth method: the limits of both shares, squared and added. */
export function naiveNewcombe(now: Part, before: Part): { value: number; low: number; high: number } {
  const [p, q] = [now.count / now.of, before.count / before.of]
  const [of, than] = [naiveWilson(now.count, now.of), naiveWilson(before.count, before.of)]
  return {
    value: p - q,
    low: p - q - Math.hypot(p - of.low, than.high - q),
    high: p - q + Math.hypot(of.high - p, q - than.low),
  }
}
