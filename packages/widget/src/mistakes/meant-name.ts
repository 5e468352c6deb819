/** How many letters apart two words are: one that is missing, too many, another, or in its neighbour's place. */
function lettersApart(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const above = row
    row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = above
  }
  return row[b.length] ?? 0
}

/** Longer than any name that is known here. */
const longestName = 60

/**
 * The name that was probably meant: but for case and hyphens it is the same, or two letters are wrong at most, of a short
 * one a single letter.
 */
export function meantName(name: string, known: readonly string[]): string | undefined {
  if (name.length > longestName) return undefined
  const plain = (word: string) => word.toLowerCase().replace(/[-_]/g, "")
  const sought = plain(name)
  const most = sought.length > 5 ? 2 : 1
  const [nearest] = known
    .map((each) => ({ each, apart: lettersApart(sought, plain(each)) }))
    .filter(({ apart }) => apart <= most)
    .sort((a, b) => a.apart - b.apart)
  return nearest?.each
}
