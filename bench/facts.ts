/** Figures by name, added up as they are told; one that nobody told is 0. */
export type Facts = Map<string, number>

/** @returns what adds a figure; its name is made of its parts, and one of money begins with `money` */
export const tellInto =
  (facts: Facts) =>
  (value: unknown, ...name: readonly unknown[]): void => {
    const key = name.map(String).join(" ")
    facts.set(key, (facts.get(key) ?? 0) + Number(value ?? 0))
  }

/**
 * The first figure that is not the same, as a sentence: whole numbers exactly, money to the rounding of a fraction, and rates to
 * what floating point leaves.
 */
export function difference(ours: Facts, theirs: Facts): string | null {
  for (const name of new Set([...ours.keys(), ...theirs.keys()])) {
    const [a, b] = [ours.get(name) ?? 0, theirs.get(name) ?? 0]
    const apart = name.startsWith("money") ? 1 : Number.isInteger(a) && Number.isInteger(b) ? 0 : 1e-9
    if (!(Math.abs(a - b) <= apart)) return `${name}: ${a}, and DuckDB says ${b}`
  }
  return null
}
