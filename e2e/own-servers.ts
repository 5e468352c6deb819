import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "@playwright/test"

/** Starts the product as an operator does, each time on a folder and a port of its own. */

const root = join(import.meta.dirname, "..")

export interface Started {
  child: ChildProcess
  /** Both streams so far. */
  output: () => string
  exited: Promise<number | null>
  stop(): Promise<void>
}

export interface Launch {
  env?: Record<string, string>
  /** Run as this user. */
  uid?: number
  command?: [string, ...string[]]
}

/**
 * A fresh data folder for every test of a file. What a test leaves running is stopped after it, and a process that
 * is left over then fails the test.
 * @param firstPort the tests of the file take this port and those after it
 */
export function ownServers(firstPort: number) {
  let port = firstPort
  let dataDir = ""
  const running: Started[] = []

  test.beforeEach(() => {
    port += 1
    dataDir = mkdtempSync(join(tmpdir(), "holdfast-start-"))
    // the database's own user must be able to enter
    chmodSync(dataDir, 0o755)
  })
  test.afterEach(async () => {
    for (const started of running.splice(0)) await started.stop()
    await expect.poll(() => processesOf(dataDir)).toEqual([])
    rmSync(dataDir, { recursive: true, force: true })
  })

  return {
    root,
    get port() {
      return port
    },
    get dataDir() {
      return dataDir
    },
    url: (path: string) => `http://127.0.0.1:${port}${path}`,

    start({ env, uid, command: [command, ...args] = ["npm", "start"] }: Launch = {}): Started {
      const all = { ...process.env, PORT: String(port), HOLDFAST_DATA: dataDir, LOG_LEVEL: "warn", ...env }
      const who = uid === undefined ? {} : { uid, gid: uid }
      const child = spawn(command, args, { cwd: root, env: all, ...who, stdio: ["ignore", "pipe", "pipe"] })
      let output = ""
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (chunk) => {
          output += chunk
        })
      }
      const exited = new Promise<number | null>((done) => child.on("exit", done))
      const stop = async () => {
        child.kill("SIGTERM")
        await exited
      }
      const started = { child, output: () => output, exited, stop }
      running.push(started)
      return started
    },

    async untilReady(started: Started): Promise<void> {
      await expect.poll(() => started.output()).toContain("Holdfast is ready")
      expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
    },

    processes: () => processesOf(dataDir),

    /** The process of this test's server whose command line has these words. */
    pidOf(words: string): number {
      const found = processesOf(dataDir).find((pid) => told(pid, "cmdline").includes(words))
      if (!found) throw new Error(`no process ${words}`)
      return found
    },
  }
}

/** What `/proc` says of a process; empty where it is over. */
function told(pid: number, file: "cmdline" | "environ"): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8").replaceAll("\0", " ")
  } catch {
    return ""
  }
}

/** Every process that names the folder on its command line or in its environment. */
function processesOf(folder: string): number[] {
  const pids = execFileSync("ps", ["-e", "-o", "pid="], { encoding: "utf8" }).split("\n").map(Number)
  return pids.filter(
    (pid) =>
      pid !== process.pid && (told(pid, "cmdline").includes(folder) || told(pid, "environ").includes(folder)),
  )
}
