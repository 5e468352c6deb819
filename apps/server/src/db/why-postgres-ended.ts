import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs"

const tailBytes = 16 * 1024

/** How long the log of a PostgreSQL server is by now; 0 where there is none. */
export function lengthOfLog(file: string): number {
  try {
    const fd = openSync(file, "r")
    const { size } = fstatSync(fd)
    closeSync(fd)
    return size
  } catch {
    return 0
  }
}

/**
 * Why a PostgreSQL server ended, or does not start, in its own words: the last thing in its log that it could not live
 * with.
 * @param from where to look from, in bytes
 * @returns null where the log says nothing of it
 */
export function whyPostgresEnded(file: string, from: number): string | null {
  const to = lengthOfLog(file)
  const start = Math.max(from, to - tailBytes)
  if (to <= start) return null
  const fd = openSync(file, "r")
  const tail = Buffer.alloc(to - start)
  readSync(fd, tail, 0, tail.length, start)
  closeSync(fd)
  return lastFault(tail.toString())
}

/** That a client is told to wait while the server starts or stops is no fault. */
export function lastFault(log: string): string | null {
  const faults = [...log.matchAll(/^.*?(?:FATAL|PANIC):\s+(.+)$/gm)].map(([, words = ""]) => words)
  return faults.findLast((words) => !/^(the database system is|terminating connection)/.test(words)) ?? null
}

/** What will not be otherwise in a minute. */
export const isLasting = (fault: string): boolean =>
  /No space left|Permission denied|Read-only file system|Disk quota/i.test(fault)

/**
 * The process that a `postmaster.pid` names, where it lives and is no PostgreSQL: after a restart of the machine the
 * number may be another's, and PostgreSQL then takes it for a server on its folder.
 */
export function strangerIn(pidFile: string): { pid: number; name: string } | null {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, "utf8"), 10)
    const name = readFileSync(`/proc/${pid}/comm`, "utf8").trim()
    return /postgres|postmaster/.test(name) ? null : { pid, name }
  } catch {
    // no file, no such process, or a system that does not say
    return null
  }
}
