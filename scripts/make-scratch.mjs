// The folder that all files of a test run go to.
import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs"
import { freemem, tmpdir } from "node:os"
import { join } from "node:path"

const memory = "/dev/shm"
/** All that a run keeps at once are some 4 GiB, most of them databases of the integration tests; the rest is for programs. */
const neededBytes = 8 * 1024 ** 3

/**
 * The tests make and drop more than a thousand databases of a thousand files each. A disk makes a third of the work of the
 * dashboard's tests of that (38 processor seconds of 29 of them, 28 in memory).
 * @param {number} freeBytes in the file system that lies in memory
 * @param {number} availableBytes of memory
 * @returns the folder in which the run's own is made
 */
export const placeFor = (freeBytes, availableBytes) =>
  Math.min(freeBytes, availableBytes) >= neededBytes ? memory : tmpdir()

function roomInMemory() {
  if (!existsSync(memory)) return 0
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize
}

/** Makes it, where all programs that are started from now on look for it, and removes it when this process ends. */
export function makeScratch() {
  const place = placeFor(roomInMemory(), process.availableMemory?.() ?? freemem())
  const folder = mkdtempSync(join(place, "holdfast-checks-"))
  // the database's own user must be able to enter
  chmodSync(folder, 0o755)
  process.env.TMPDIR = folder
  // hundreds of processes read the same sources: a command of Holdfast takes a quarter less with them compiled
  process.env.NODE_COMPILE_CACHE = join(folder, "compiled")
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }))
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1))
  return folder
}
