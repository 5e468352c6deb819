import type { Clock } from "./processor.ts"

/** How long something takes, many times over, in milliseconds. */
export interface Timing {
  p50Ms: number
  p95Ms: number
  worstMs: number
}

/** What a question costs: how long it takes, and the processor time that it takes on average, in microseconds. */
export interface Cost extends Timing {
  processorUs: number
}

/** So many of a kind before any is timed: a server that runs has long compiled what it does all the time. */
const toWarmUp = 50

/** The same questions, asked of us and of the floor. */
export interface Beside {
  ours: Cost
  floor: Cost
  /** How many answers were not the floor's; undefined where all were. */
  problem: string | undefined
}

/** One who is asked, and whose processor time that takes. */
export interface Asked<Answer> {
  ask: (i: number) => Promise<Answer>
  /** Looking at others takes time of this process, so its own clock stands last. */
  clocks: readonly Clock[]
}

/**
 * Asks the same questions of us and of the floor in turns, one at a time, so that whatever else the machine does slows
 * both down.
 * @param floorTimes how many of them the floor is asked, where it is too slow for all
 * @param agree whether both gave the same answer
 */
export async function timeBeside<Ours, Floor>(
  { times, floorTimes = times }: { times: number; floorTimes?: number },
  ours: Asked<Ours>,
  floor: Asked<Floor>,
  agree: (ours: Ours, floor: Floor, i: number) => boolean,
): Promise<Beside> {
  const [spentByUs, spentByFloor] = [costs(ours.clocks), costs(floor.clocks)]
  for (let i = 0; i < Math.min(toWarmUp, times); i++) await ours.ask(i)
  for (let i = 0; i < Math.min(toWarmUp, floorTimes / 5); i++) await floor.ask(i)
  let wrong = 0
  for (let i = 0; i < times; i++) {
    const answer = await spentByUs.spend(() => ours.ask(i))
    if (i < floorTimes && !agree(answer, await spentByFloor.spend(() => floor.ask(i)), i)) wrong++
  }
  return { ours: spentByUs.all(), floor: spentByFloor.all(), problem: problemOf(wrong, floorTimes) }
}

/** Gathers what is spent. The clock that is read last before is read first after: no look at a clock is counted. */
export function costs(clocks: readonly Clock[]): {
  spend<T>(action: () => Promise<T>): Promise<T>
  all(): Cost
} {
  const took: number[] = []
  let spentUs = 0
  return {
    async spend(action) {
      for (const clock of clocks) spentUs -= clock()
      const answer = await timed(took, action)
      for (const clock of clocks.toReversed()) spentUs += clock()
      return answer
    },
    all: () => ({ ...timingOf(took), processorUs: spentUs / took.length }),
  }
}

/** What a row says of answers that are not the floor's. */
export const problemOf = (wrong: number, asked: number): string | undefined =>
  wrong === 0 ? undefined : `${wrong} of ${asked} answers differ`

/** Runs `action` and adds what it took to `took`. */
export async function timed<T>(took: number[], action: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const answer = await action()
  took.push(performance.now() - start)
  return answer
}

export function timingOf(took: readonly number[]): Timing {
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50Ms: at(0.5), p95Ms: at(0.95), worstMs: at(1) }
}

/** How many a second get done by so many at once. */
export async function ratePerSecond(
  total: number,
  atOnce: number,
  action: (i: number) => Promise<unknown>,
): Promise<number> {
  let next = 0
  const start = performance.now()
  const worker = async () => {
    for (let i = next++; i < total; i = next++) await action(i)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return (total / (performance.now() - start)) * 1000
}
