import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "@playwright/test"

/** What an operator lives through: starting, stopping, killing, starting again. Each test has its own folder and port. */

const root = join(import.meta.dirname, "..")
let port = 4981
let dataDir: string
const running: Started[] = []

test.describe.configure({ timeout: 120_000 })
test.beforeEach(() => {
  port += 1
  dataDir = mkdtempSync(join(tmpdir(), "holdfast-start-"))
  chmodSync(dataDir, 0o755)
})
test.afterEach(async () => {
  for (const started of running.splice(0)) await started.stop()
  await expect.poll(() => processesOf(dataDir)).toEqual([])
  rmSync(dataDir, { recursive: true, force: true })
})

interface Started {
  child: ChildProcess
  output: () => string
  exited: Promise<number | null>
  stop(): Promise<void>
}

function start(
  change: { env?: Record<string, string>; uid?: number; command?: [string, ...string[]] } = {},
): Started {
  const [command, ...args] = change.command ?? ["npm", "start"]
  const env = { ...process.env, PORT: String(port), HOLDFAST_DATA: dataDir, LOG_LEVEL: "warn", ...change.env }
  const who = change.uid === undefined ? {} : { uid: change.uid, gid: change.uid }
  const child = spawn(command, args, { cwd: root, env, ...who, stdio: ["ignore", "pipe", "pipe"] })
  let output = ""
  child.stdout?.on("data", (chunk) => (output += chunk))
  child.stderr?.on("data", (chunk) => (output += chunk))
  const exited = new Promise<number | null>((done) => child.on("exit", done))
  const stop = async () => {
    child.kill("SIGTERM")
    await exited
  }
  const started = { child, output: () => output, exited, stop }
  running.push(started)
  return started
}

async function untilReady(started: Started): Promise<void> {
  await expect.poll(() => started.output(), { timeout: 60_000 }).toContain("Holdfast is ready")
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
}

/** Every process that names the folder on its command line or in its environment. */
function processesOf(folder: string): number[] {
  const pids = execFileSync("ps", ["-e", "-o", "pid="], { encoding: "utf8" }).split("\n").map(Number)
  return pids.filter((pid) => {
    try {
      const said = readFileSync(`/proc/${pid}/cmdline`, "utf8") + readFileSync(`/proc/${pid}/environ`, "utf8")
      return pid !== process.pid && said.includes(folder)
    } catch {
      return false
    }
  })
}

const pidOf = (words: string) => {
  const found = processesOf(dataDir).find((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").includes(words),
  )
  if (!found) throw new Error(`no process ${words}`)
  return found
}

test("starts twice in a row, stops on SIGTERM within 5 seconds, and leaves nothing running", async () => {
  const first = start()
  await untilReady(first)
  expect(first.output()).toMatch(/Dashboard +http:\/\/127\.0\.0\.1:\d+/)
  expect(first.output()).toMatch(/Demo shop +http:\/\/127\.0\.0\.1:\d+\/shop\//)
  expect(first.output()).toMatch(/password +\S{16} +\(shown this once\)/)
  expect(existsSync(join(dataDir, "keys.json"))).toBe(true)

  const asked = Date.now()
  await first.stop()
  expect(Date.now() - asked).toBeLessThan(5000)
  await expect.poll(() => processesOf(dataDir)).toEqual([])

  const again = Date.now()
  const second = start()
  await untilReady(second)
  expect(Date.now() - again).toBeLessThan(5000)
  expect(second.output()).toContain("shown at the first start")
})

test("says in one sentence that the port is taken, and exits with 1", async () => {
  const squatter = createServer().listen(port, "127.0.0.1")
  try {
    const refused = start()
    expect(await refused.exited).toBe(1)
    expect(refused.output()).toContain(
      `Holdfast did not start. Port ${port} on 127.0.0.1 is taken by another program; stop it, or choose another with PORT=4871 npm start.`,
    )
  } finally {
    squatter.close()
  }
})

test("says which variable is wrong, and exits with 1", async () => {
  const refused = start({ env: { HOLDFAST_DEMO: "maybe" } })
  expect(await refused.exited).toBe(1)
  expect(refused.output()).toContain('HOLDFAST_DEMO is "maybe"; it takes on or off.')
})

for (const [what, words] of [
  ["the server", "main.ts start"],
  ["the launcher", "scripts/start.mjs"],
  ["npm", "npm start"],
] as const) {
  test(`starts again after a kill -9 of ${what}`, async () => {
    const first = start({ env: { HOLDFAST_DEMO: "off" } })
    await untilReady(first)
    process.kill(pidOf(words), "SIGKILL")
    await first.exited
    await expect
      .poll(() =>
        fetch(`http://127.0.0.1:${port}/healthz`).then(
          () => "up",
          () => "down",
        ),
      )
      .toBe("down")
    await untilReady(start({ env: { HOLDFAST_DEMO: "off" } }))
  })
}

test("brings PostgreSQL back when it is killed under the running server", async () => {
  await untilReady(start({ env: { HOLDFAST_DEMO: "off" } }))
  process.kill(pidOf("postgres -D"), "SIGKILL")
  const readiness = () => fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.status)
  await expect.poll(readiness, { intervals: [10], timeout: 10_000 }).toBe(503)
  await expect.poll(readiness, { timeout: 30_000 }).toBe(200)
})

test("recovers when everything is killed at once in the middle of the first start", async () => {
  const first = start()
  await expect
    .poll(() => first.output(), { intervals: [5], timeout: 30_000 })
    .toContain("Making the demo workspace")
  for (const pid of processesOf(dataDir)) process.kill(pid, "SIGKILL")
  await first.exited
  await untilReady(start())
})

// run by an ordinary user, every other test here shows the same
if (process.getuid?.() === 0) {
  test("runs as an ordinary user", async () => {
    const nobody = 65534
    execFileSync("chown", [`${nobody}:${nobody}`, dataDir])
    const node = join(root, "node_modules/.bin/node")
    const server = start({
      uid: nobody,
      env: { HOLDFAST_DEMO: "off", HOME: dataDir },
      command: [node, "apps/server/src/main.ts", "start"],
    })
    await untilReady(server)
  })
}

test("the command line makes keys beside the running server and without one", async () => {
  const holdfast = (...args: string[]) =>
    execFileSync("npx", ["holdfast", ...args], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, HOLDFAST_DATA: dataDir, PORT: String(port) },
      stdio: ["ignore", "pipe", "pipe"],
    })
  const server = start({ env: { HOLDFAST_DEMO: "off" } })
  await untilReady(server)
  const first = JSON.parse(readFileSync(join(dataDir, "keys.json"), "utf8"))
  const beside = JSON.parse(holdfast("keys", "create", "--json"))
  expect(beside).toEqual({
    appId: first.appId,
    flowKey: expect.stringMatching(/^flow_\w{32}$/),
    dataKeyLive: expect.stringMatching(/^live_data_\w{32}$/),
    dataKeyTest: expect.stringMatching(/^test_data_\w{32}$/),
  })
  for (const key of [first.dataKeyLive, beside.dataKeyLive]) {
    const headers = { "x-ck-app": first.appId, "x-ck-api-key": key }
    expect((await fetch(`http://127.0.0.1:${port}/v1/data/sessions`, { headers })).status).toBe(200)
  }
  await server.stop()
  const without = JSON.parse(holdfast("keys", "create", "--json", "--workspace", first.appId))
  expect(without.appId).toBe(first.appId)
  expect(holdfast("seed", "--sessions", "50")).toMatch(/^50 sessions in /)
})

test("unknown commands and options get a sentence and exit 2", async () => {
  const cases: [string[], string][] = [
    [["destroy"], 'holdfast: There is no command "destroy". `holdfast help` lists what there is.\n'],
    [
      ["keys", "burn"],
      'holdfast: keys takes the word create, not "burn". `holdfast help` lists what there is.\n',
    ],
    [
      ["seed", "--sessions", "many"],
      'holdfast: --sessions is "many"; it takes a whole number from 1 to 100000000. `holdfast help` lists what there is.\n',
    ],
  ]
  for (const [args, sentence] of cases) {
    const command = start({ command: ["npx", "holdfast", ...args] })
    expect([
      await command.exited,
      command
        .output()
        .split("\n")
        .filter((line) => !line.startsWith("npm "))
        .join("\n"),
    ]).toEqual([2, sentence])
  }
  const unknown = start({ command: ["npx", "holdfast", "keys", "create", "--colour"] })
  expect(await unknown.exited).toBe(2)
  expect(unknown.output()).toContain("--colour")
})
