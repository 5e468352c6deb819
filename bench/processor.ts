import { existsSync, readdirSync, readFileSync } from "node:fs"

/** Tells processor time, in microseconds since some beginning. */
export type Clock = () => number

/** Whose processor time is measured. */
export interface Clocks {
  /** The server's process with all its threads. */
  server: Clock
  /** This process with all its threads. */
  here: Clock
  /** All of PostgreSQL: backends, writers and vacuums, with those that have ended. */
  postgres: Clock
}

/** @param backend process of any connection to PostgreSQL that stays open */
export function openClocks(server: number, backend: number): Clocks {
  const { parent } = statOf(backend)
  return {
    server: processorClock(server),
    here: () => {
      const { user, system } = process.cpuUsage()
      return user + system
    },
    postgres: () =>
      childrenOf(parent).reduce(
        (sum, child) => sum + ownOrEnded(child),
        processorOf(parent) + statOf(parent).ended,
      ),
  }
}

/** Of one process, with all its threads. */
export const processorClock =
  (pid: number): Clock =>
  () =>
    processorOf(pid)

/** Linux counts the processor time of a process in hundredths of a second. */
const tickUs = 10_000

/** Reads a line of `/proc/<pid>/stat`, in microseconds; the name in it may have spaces and brackets of its own. */
export function readStat(stat: string): { parent: number; own: number; ended: number } {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  const at = (i: number) => Number(fields[i])
  return { parent: at(1), own: (at(11) + at(12)) * tickUs, ended: (at(13) + at(14)) * tickUs }
}

const statOf = (pid: number) => readStat(readFileSync(`/proc/${pid}/stat`, "utf8"))

/** The processes that a process has started and that still run. */
export const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number)

/** The kernel's scheduler knows it to the nanosecond, for each thread; where it does not tell, ticks must do. */
const isExact = existsSync("/proc/self/schedstat")

function processorOf(pid: number): number {
  if (!isExact) return statOf(pid).own
  return readdirSync(`/proc/${pid}/task`)
    .map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8"))
    .reduce((sum, stat) => sum + Number(stat.split(" ")[0]) / 1000, 0)
}

/** A process that ends meanwhile is counted with the ended ones the next time. */
function ownOrEnded(pid: number): number {
  try {
    return processorOf(pid)
  } catch {
    return 0
  }
}
