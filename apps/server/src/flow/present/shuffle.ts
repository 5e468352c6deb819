/**
 * The same items in an order that depends on `seed` alone, so that a survey keeps its order when the customer
 * comes back to it. Mulberry32 over a hash of the seed; good enough to spread reasons, not for secrets.
 */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  let state = 0
  for (const char of seed) state = Math.imul(state ^ char.charCodeAt(0), 0x9e3779b1) >>> 0
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const keyed = items.map((item) => ({ item, key: random() }))
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item)
}
