/**
 * Where labels stand that would lie on one another: as near to where they belong as they can be, in the same order, at
 * least `gap` apart and between `least` and `most`. Where there is no room for all, they are set evenly.
 * @param wanted where each belongs, in any order
 */
export function spreadLabels(wanted: readonly number[], gap: number, least: number, most: number): number[] {
  const order = wanted.map((at, place) => ({ at, place })).toSorted((a, b) => a.at - b.at)
  const step = Math.min(gap, order.length > 1 ? (most - least) / (order.length - 1) : gap)
  const set: number[] = []
  for (const [nth, { at }] of order.entries()) {
    const lowest = nth === 0 ? least : (set[nth - 1] ?? least) + step
    set.push(Math.max(at, lowest))
  }
  let highest = most
  for (let nth = set.length - 1; nth >= 0; nth--) {
    set[nth] = Math.min(set[nth] ?? highest, highest)
    highest = (set[nth] ?? highest) - step
  }
  const places = Array.from(wanted, () => 0)
  for (const [nth, { place }] of order.entries()) places[place] = set[nth] ?? 0
  return places
}
