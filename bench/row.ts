import type { Beside, Cost, Timing } from "./measure.ts"

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

export const ms = (value: number) => `${value < 100 ? value.toFixed(1) : Math.round(value)}`
export const timingWords = ({ p50Ms, p95Ms, worstMs }: Timing): string =>
  `${ms(p50Ms)} / ${ms(p95Ms)} / ${ms(worstMs)} ms`

const costWords = (cost: Cost) =>
  `${timingWords(cost)}, ${Math.round(cost.processorUs).toLocaleString("en-US")} µs`

/** How far the processor time and the middle of the timings may be from the floor's. */
export interface CostLimits {
  /** Narrow: it hardly depends on what else the machine does. */
  processor: Limit | null
  /** Wide: it catches waiting, which takes no processor time. */
  p50: Limit | null
  /** What the slowest may take; null unless it is given. */
  p95?: Limit
}

/** A row of costs: p50, p95 and the worst, and the processor time of one. */
export function costRow(
  question: string,
  { ours, floor, problem }: Beside,
  { processor, p50, p95 }: CostLimits,
): Row {
  return {
    question,
    ours: costWords(ours),
    floor: costWords(floor),
    ratios: [
      { of: "processor", times: ours.processorUs / floor.processorUs, limit: processor },
      { of: "p50", times: ours.p50Ms / floor.p50Ms, limit: p50 },
      { of: "p95", times: ours.p95Ms / floor.p95Ms, limit: p95 ?? null },
    ],
    problem,
  }
}

/** A row of timings alone: p50, p95 and the worst. */
export function timingRow(
  question: string,
  ours: Timing,
  floor: Timing,
  limits: { p50: Limit; p95?: Limit },
): Row {
  return {
    question,
    ours: timingWords(ours),
    floor: timingWords(floor),
    ratios: [
      { of: "p50", times: ours.p50Ms / floor.p50Ms, limit: limits.p50 },
      { of: "p95", times: ours.p95Ms / floor.p95Ms, limit: limits.p95 ?? null },
    ],
  }
}
