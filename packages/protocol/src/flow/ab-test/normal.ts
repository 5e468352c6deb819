/**
 * The quantile of the standard normal distribution: the z below which the share `p` of it lies.
 * P. J. Acklam's rational approximation (2003); its relative error is below 1.2e-9.
 * @param p between 0 and 1, both excluded
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`normalQuantile takes a share between 0 and 1, not ${p}`)
  if (p > 0.5) return -normalQuantile(1 - p)
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p))
    return polynomial(tail.above, q) / (polynomial(tail.below, q) * q + 1)
  }
  const q = p - 0.5
  const r = q * q
  return (polynomial(middle.above, r) * q) / (polynomial(middle.below, r) * r + 1)
}

const middle = {
  above: [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
    2.506628277459239,
  ],
  below: [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572],
}
const tail = {
  above: [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ],
  below: [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416],
}

/**
 * How rarely chance alone strays this far or further to either side: two-sided p of a standard normal `z`.
 * The complementary error function by W. Press et al., Numerical Recipes, 6.2; its relative error is below 1.2e-7.
 */
export function twoSidedP(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.5 * x)
  return Math.min(1, t * Math.exp(-x * x + polynomial(complement, t)))
}

const complement = [
  0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196,
  1.00002368, -1.26551223,
]

/** The z that a two-sided interval of this confidence reaches to: 1.96 for 0.95. */
export const twoSidedZ = (confidence: number): number => normalQuantile((1 + confidence) / 2)

/** Coefficients from the highest power down, by Horner's rule. */
const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)
