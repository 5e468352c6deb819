import { type Choices, type Rate, smallSample } from "@holdfast/protocol/dashboard"
import { type DifferenceInterval, newcombeInterval } from "@holdfast/protocol/flow"

/** A rate of two weeks, and the sessions that it counts. */
export interface WatchedRate {
  name: string
  now: Rate
  before: Rate | null
  choices: Choices
}

export interface Mover extends DifferenceInterval {
  name: string
  now: Rate
  before: Rate
  choices: Choices
}

/**
 * The rate that moved most among those whose difference's interval leaves zero. Of twenty rates one leaves its 95 % interval by
 * chance: here the intervals hold for all of them together with 95 % (Bonferroni). Small samples say nothing.
 */
export function biggestMover(rates: readonly WatchedRate[]): Mover | null {
  const told = rates.flatMap(({ before, ...rate }) =>
    before && rate.now.of >= smallSample && before.of >= smallSample ? [{ ...rate, before }] : [],
  )
  const confidence = 1 - 0.05 / told.length
  const moved = told
    .map((rate): Mover => ({ ...rate, ...newcombeInterval(rate.now, rate.before, confidence) }))
    .filter(({ low, high }) => low > 0 || high < 0)
  return moved.toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference))[0] ?? null
}
