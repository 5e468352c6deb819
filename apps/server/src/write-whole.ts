import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from "node:fs"
import { dirname } from "node:path"

/**
 * Writes a small file that is there whole or not at all, whatever stops us in the middle: a full disk, a kill, a power
 * cut. It is written aside, flushed, and only then takes its name. Only its owner may read it.
 * @param onExisting whether a file of that name is replaced, or kept as it is
 */
export function writeWhole(file: string, text: string, onExisting: "replace" | "keep"): void {
  const aside = `${file}.${process.pid}.new`
  try {
    const fd = openSync(aside, "w", 0o600)
    try {
      writeSync(fd, text)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    if (onExisting === "replace") renameSync(aside, file)
    // of two that begin at once the first gives the name
    else linkUnlessThere(aside, file)
    flushFolder(dirname(file))
  } finally {
    rmSync(aside, { force: true })
  }
}

function linkUnlessThere(aside: string, file: string): void {
  try {
    linkSync(aside, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
  }
}

/** So that the name, too, outlives a power cut. */
function flushFolder(folder: string): void {
  const fd = openSync(folder, "r")
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
