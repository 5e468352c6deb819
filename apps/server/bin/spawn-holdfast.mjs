import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..")
/** The Node that the project brings along, whatever the machine has. */
const node = join(root, "node_modules/.bin/node")
/** Built: Node would keep 20 MB for the compiler that takes the types out of the sources. */
const script = join(root, "apps/server/dist/main.js")

/**
 * A small young generation, and an old one that grows by half before it is collected. Left alone, Node takes the memory
 * of the machine as an invitation: docs/decisions/0011-memory.md.
 */
const flags = ["--max-semi-space-size=8", "--heap-growing-percent=50"]

/** Large buffers go back to the system when they are freed, and threads share what glibc keeps. */
const allocator = { MALLOC_MMAP_THRESHOLD_: "131072", MALLOC_ARENA_MAX: "1" }

/**
 * Runs a command of Holdfast, such as `start`, and ends as it ends.
 * @param {string[]} args
 * @param {import("node:child_process").StdioOptions} stdio
 */
export function spawnHoldfast(args, stdio) {
  const child = spawnCommand(args, stdio)
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal))
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
  return child
}

/** As `spawnHoldfast`, where what becomes of the command is the caller's affair. */
export function spawnCommand(args, stdio) {
  if (!existsSync(node) || !existsSync(script)) {
    process.stderr.write("holdfast: not built yet; run npm start in the checkout first.\n")
    process.exit(1)
  }
  return spawn(node, [...flags, script, ...args], { env: { ...allocator, ...process.env }, stdio })
}
