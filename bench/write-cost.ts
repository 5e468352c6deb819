import { ratePerSecond } from "./measure.ts"
import { processorOfCluster } from "./processor.ts"

/** What a session costs to write. */
export interface WriteCost {
  perSecond: number
  /** Processor time a session, in microseconds. */
  nodeUs: number
  postgresUs: number
}

/** Whose processor time is meant. */
export interface Writer {
  /** Of the process that writes, in microseconds so far. */
  nodeUs: () => number
  /** Process of any connection to PostgreSQL that stays open. */
  backend: number
}

export const atOnce = 16
const toWarmUp = 1000
const total = 8000

/** Writes sessions, so many at once, after as many as it takes to be warm. */
export async function writeCost(
  { nodeUs, backend }: Writer,
  write: () => Promise<unknown>,
): Promise<WriteCost> {
  await ratePerSecond(toWarmUp, atOnce, write)
  const [node, postgres] = [nodeUs(), processorOfCluster(backend)]
  const perSecond = await ratePerSecond(total, atOnce, write)
  return {
    perSecond,
    nodeUs: (nodeUs() - node) / total,
    postgresUs: (processorOfCluster(backend) - postgres) / total,
  }
}

export const sumUs = ({ nodeUs, postgresUs }: WriteCost): number => nodeUs + postgresUs

/** The highest rate and the least processor time: whatever else the machine does only makes both worse. */
export function bestOf(costs: readonly WriteCost[]): WriteCost {
  const [cheapest] = costs.toSorted((a, b) => sumUs(a) - sumUs(b))
  if (!cheapest) throw new Error("Nothing was written")
  return { ...cheapest, perSecond: Math.max(...costs.map(({ perSecond }) => perSecond)) }
}

/** Processor time of this process with all its threads. */
export function thisProcessUs(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}
