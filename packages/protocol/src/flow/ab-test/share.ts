import { twoSidedZ } from "./normal.ts"

/** So many out of so many. `of` is at least 1, and `count` no more than it. */
export interface Share {
  count: number
  of: number
}

export interface Interval {
  low: number
  high: number
}

/** What a difference of two shares is: the one measured, and the interval around it. */
export interface DifferenceInterval extends Interval {
  difference: number
}

/**
 * The interval of one share. E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
 * J. Am. Stat. Assoc. 22 (1927), without correction for continuity.
 */
export const wilsonInterval = (share: Share, confidence: number): Interval =>
  wilson(share, twoSidedZ(confidence))

/**
 * The interval of the difference of two independent shares, `variant` less `control`. R. G. Newcombe, "Interval
 * estimation for the difference between independent proportions: comparison of eleven methods", Statistics in Medicine
 * 17 (1998), method 10: each end takes the nearer end of one Wilson interval and the farther end of the other.
 */
export function newcombeInterval(variant: Share, control: Share, confidence: number): DifferenceInterval {
  const z = twoSidedZ(confidence)
  const [p, q] = [variant.count / variant.of, control.count / control.of]
  const [ofVariant, ofControl] = [wilson(variant, z), wilson(control, z)]
  return {
    difference: p - q,
    low: p - q - Math.hypot(p - ofVariant.low, ofControl.high - q),
    high: p - q + Math.hypot(ofVariant.high - p, q - ofControl.low),
  }
}

function wilson({ count, of }: Share, z: number): Interval {
  const p = count / of
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const reach = ((z / of) * Math.sqrt(of * p * (1 - p) + (z * z) / 4)) / (1 + (z * z) / of)
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}
