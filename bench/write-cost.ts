import { ratePerSecond } from "./measure.ts"
import type { Clock } from "./processor.ts"

/** What a session costs to write. */
export interface WriteCost {
  perSecond: number
  /** Processor time a session, in microseconds. */
  nodeUs: number
  postgresUs: number
}

export const atOnce = 16
const toWarmUp = 500
const total = 4000

/**
 * Writes sessions, so many at once, after as many as it takes to be warm.
 * @param clocks of the process that writes, and of PostgreSQL
 */
export async function writeCost(
  { node, postgres }: { node: Clock; postgres: Clock },
  write: () => Promise<unknown>,
): Promise<WriteCost> {
  await ratePerSecond(toWarmUp, atOnce, write)
  const [nodeUs, postgresUs] = [node(), postgres()]
  const perSecond = await ratePerSecond(total, atOnce, write)
  return {
    perSecond,
    nodeUs: (node() - nodeUs) / total,
    postgresUs: (postgres() - postgresUs) / total,
  }
}

export const sumUs = ({ nodeUs, postgresUs }: WriteCost): number => nodeUs + postgresUs

/** The highest rate and the least processor time: whatever else the machine does only makes both worse. */
export function bestOf(costs: readonly WriteCost[]): WriteCost {
  const [cheapest] = costs.toSorted((a, b) => sumUs(a) - sumUs(b))
  if (!cheapest) throw new Error("Nothing was written")
  return { ...cheapest, perSecond: Math.max(...costs.map(({ perSecond }) => perSecond)) }
}
