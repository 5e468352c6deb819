import { soFarAlpha } from "./sample-size.ts"
import type { DifferenceInterval, Share } from "./share.ts"

/**
 * The interval of the difference while a test runs, `variant` less `control`. It holds at every moment at once, so it may
 * be looked at every day, and the test be ended by what it says. I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy,
 * A. Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences", Annals of Statistics 52 (2024),
 * theorem 2.2, narrowest at the planned sample by their appendix B.2. The variance has one success and one failure more
 * an arm (A. Agresti, B. Caffo, 2000): an arm in which all decided alike is not known exactly.
 * @param plannedPerArm customers an arm at the end
 * @param confidence of the test; this interval spends a fifth of what it allows (`soFarAlpha`)
 */
export function soFarInterval(
  variant: Share,
  control: Share,
  plannedPerArm: number,
  confidence: number,
): DifferenceInterval {
  const alpha = soFarAlpha(confidence)
  const difference = variant.count / variant.of - control.count / control.of
  const tuned = -2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha))
  // arms of unequal size know as little together as two of their harmonic mean
  const perArm = 2 / (1 / variant.of + 1 / control.of)
  const mixed = (tuned * perArm) / plannedPerArm
  const reach = Math.sqrt(
    (varianceOf(variant) + varianceOf(control)) * (1 + 1 / mixed) * Math.log((1 + mixed) / alpha ** 2),
  )
  return {
    difference,
    low: Math.max(-1, difference - reach),
    high: Math.min(1, difference + reach),
  }
}

function varianceOf({ count, of }: Share): number {
  const rate = (count + 1) / (of + 2)
  return (rate * (1 - rate)) / of
}
