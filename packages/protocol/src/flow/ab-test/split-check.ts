import { twoSidedP } from "./normal.ts"

/** Below this p nobody believes that a coin decided who sees which arm. */
export const unlikelySplitP = 0.001

/** Whether the arms are as even as chance leaves them. */
export interface SplitCheck {
  /** How rarely chance alone splits the customers this unevenly. */
  p: number
  isUneven: boolean
}

/**
 * Pearson's chi-squared of the customers of both arms against half and half, one degree of freedom: "sample ratio
 * mismatch" (A. Fabijan et al., "Diagnosing sample ratio mismatch in online controlled experiments", KDD 2019).
 * @param control customers who were shown the control
 */
export function checkSplit(control: number, variant: number): SplitCheck {
  const all = control + variant
  // with one degree of freedom, chi-squared is the square of a standard normal
  const p = all === 0 ? 1 : twoSidedP((control - variant) / Math.sqrt(all))
  return { p, isUneven: p < unlikelySplitP }
}
