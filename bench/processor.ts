import { readFileSync } from "node:fs"

/** Linux counts the processor time of a process in hundredths of a second. */
const tickUs = 10_000

/** Processor time in microseconds. */
export interface ProcessorTime {
  /** Of the process itself. */
  own: number
  /** Of those of its children that have ended. */
  ended: number
}

/** Reads a line of `/proc/<pid>/stat`; the name in it may have spaces and brackets of its own. */
export function readStat(stat: string): ProcessorTime & { parent: number } {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  const at = (i: number) => Number(fields[i])
  return { parent: at(1), own: (at(11) + at(12)) * tickUs, ended: (at(13) + at(14)) * tickUs }
}

const statOf = (pid: number) => readStat(readFileSync(`/proc/${pid}/stat`, "utf8"))

/** The processes that a process has started and that still run. */
export const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number)

/** Processor time of one process with all its threads, in microseconds. */
export const processorOf = (pid: number): number => statOf(pid).own

/**
 * Processor time of all of PostgreSQL, in microseconds: backends, writers and vacuums, with those that have ended.
 * @param backend process of any connection
 */
export function processorOfCluster(backend: number): number {
  const { parent } = statOf(backend)
  const { own, ended } = statOf(parent)
  return childrenOf(parent).reduce((sum, child) => sum + ownOrEnded(child), own + ended)
}

/** A process that ends meanwhile is counted with the ended ones the next time. */
function ownOrEnded(pid: number): number {
  try {
    return processorOf(pid)
  } catch {
    return 0
  }
}
