import type { Timing } from "./measure.ts"

/** A line of the table: what was asked, our figure beside that of the floor in the same run, and what must hold. */
export interface Row {
  question: string
  ours: string
  /** "–" where there is none to compare with. */
  floor: string
  ratios: readonly Ratio[]
  /** What is wrong whatever the figures say, such as an answer that is not the floor's. */
  problem?: string | undefined
}

/** A figure of ours as a multiple of the same figure of the floor. */
export interface Ratio {
  /** Which figure it is, such as p50. */
  of: string
  times: number
  /** Null: it is told, and nothing is promised. */
  limit: Limit | null
}

export type Limit = { most: number } | { least: number }

/**
 * A limit for each size of world that it was chosen at, by the size's number of sessions. Where ours grows slower than
 * the floor, one limit for all sizes would be too hard for a small world or say nothing of a large one.
 */
export type Limits = Readonly<Record<number, Limit>>

/** The limit of the largest size that the world reaches; none below the smallest. */
export function limitAt(sessions: number, limits: Limits): Limit | null {
  const reached = Object.keys(limits)
    .map(Number)
    .filter((size) => size <= sessions)
  return limits[Math.max(...reached)] ?? null
}

/** A figure that is no number, as where nothing was measured, keeps no limit. */
export function isWithin({ times, limit }: Ratio): boolean {
  if (limit === null) return true
  if (!Number.isFinite(times)) return false
  return "most" in limit ? times <= limit.most : times >= limit.least
}

export const isKept = ({ ratios, problem }: Row): boolean => problem === undefined && ratios.every(isWithin)

const ms = (value: number) => `${value < 100 ? value.toFixed(1) : Math.round(value)}`
export const timingWords = ({ p50Ms, p95Ms, worstMs }: Timing): string =>
  `${ms(p50Ms)} / ${ms(p95Ms)} / ${ms(worstMs)} ms`

/** What two timings of the same questions may differ by. */
export interface TimingLimits {
  p50?: Limit | null
  p95?: Limit | null
}

/** A row of timings: p50, p95 and the worst. */
export function timingRow(
  question: string,
  { ours, floor, problem }: { ours: Timing; floor: Timing; problem?: string | undefined },
  { p50 = null, p95 = null }: TimingLimits,
): Row {
  return {
    question,
    ours: timingWords(ours),
    floor: timingWords(floor),
    ratios: [
      { of: "p50", times: ours.p50Ms / floor.p50Ms, limit: p50 },
      { of: "p95", times: ours.p95Ms / floor.p95Ms, limit: p95 },
    ],
    problem,
  }
}
