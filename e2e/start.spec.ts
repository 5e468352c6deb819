import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"
import { expect, test } from "@playwright/test"
import pg from "pg"
import { ownServers } from "./own-servers.ts"
import type { Keys } from "./product.ts"

/** What an operator lives through: starting, stopping, killing, starting again. */

const servers = ownServers(4981)

/** What a first start says that it makes. */
const made = ["Making the database", "Migrated the database", "Making the demo workspace"]
/** What a start says of an installation that is not what its sources say. */
const prepared = ["Installing packages", "Building the"]

/** To the server's own PostgreSQL; a stop of the server ends it as well. */
async function connect(): Promise<pg.Client> {
  const host = join(servers.dataDir, "postgres/socket")
  const client = new pg.Client({ host, user: "holdfast", database: "holdfast" })
  client.on("error", () => {})
  await client.connect()
  return client
}

test("a second start makes nothing anew; SIGTERM ends the first in order, and leaves nothing running", async () => {
  const first = servers.start()
  await servers.untilReady(first)
  for (const words of made) expect(first.output()).toContain(words)
  expect(first.output()).toMatch(/Dashboard +http:\/\/127\.0\.0\.1:\d+/)
  expect(first.output()).toMatch(/Demo shop +http:\/\/127\.0\.0\.1:\d+\/shop\//)
  expect(first.output()).toMatch(/password +\S{22} +\(shown this once\)/)
  expect(existsSync(join(servers.dataDir, "keys.json"))).toBe(true)

  const client = await connect()
  const [asked] = (await client.query<{ at: Date }>("select clock_timestamp() as at")).rows
  await first.stop()
  await expect.poll(() => first.output()).toContain("Stopping")
  // the database as well: it was left, and not cut off
  await expect.poll(() => servers.processes()).toEqual([])
  const log = readFileSync(join(servers.dataDir, "postgres/server.log"), "utf8")
  expect(log).toContain("database system is shut down")

  const second = servers.start()
  await servers.untilReady(second)
  for (const words of [...made, ...prepared]) expect(second.output()).not.toContain(words)
  expect(second.output()).toContain("shown at the first start")

  // the first one's last word was of its end, so that a planned stop is known to the second
  const again = await connect()
  const lastWord = async () => {
    const { rows } = await again.query<{ beat_before: Date | null }>("select beat_before from heartbeat")
    return rows[0]?.beat_before?.getTime() ?? 0
  }
  await expect.poll(lastWord).toBeGreaterThan(asked?.at.getTime() ?? 0)
})

test("a stop leaves nothing running, also while a request waits for the database", async () => {
  const server = servers.start({ env: { HOLDFAST_DEMO: "off" } })
  await servers.untilReady(server)
  const client = await connect()
  await client.query("begin; lock table session in access exclusive mode")
  const { appId, dataKeyLive } = JSON.parse(readFileSync(join(servers.dataDir, "keys.json"), "utf8")) as Keys
  const headers = { "x-ck-app": appId, "x-ck-api-key": dataKeyLive }
  const asked = fetch(servers.url("/v1/data/sessions"), { headers }).catch(() => null)
  await expect
    .poll(async () => (await client.query("select from pg_locks where not granted")).rowCount)
    .toBeGreaterThan(0)
  await server.stop()
  await expect.poll(() => servers.processes()).toEqual([])
  await asked
})

test("says in one sentence that the port is taken, and exits with 1", async () => {
  const squatter = createServer().listen(servers.port, "127.0.0.1")
  try {
    const refused = servers.start()
    expect(await refused.exited).toBe(1)
    expect(refused.output()).toContain(
      `Holdfast did not start. Port ${servers.port} on 127.0.0.1 is taken by another program; stop it, or choose another with PORT=4871 npm start.`,
    )
  } finally {
    squatter.close()
  }
})

test("says which variable is wrong, and exits with 1", async () => {
  const refused = servers.start({ env: { HOLDFAST_DEMO: "maybe" } })
  expect(await refused.exited).toBe(1)
  expect(refused.output()).toContain('HOLDFAST_DEMO is "maybe"; it takes on or off.')
})

test("a server that is killed is started again by the launcher, which says so and still ends when it is asked to", async () => {
  const started = servers.start({ env: { HOLDFAST_DEMO: "off" } })
  await servers.untilReady(started)
  const killed = servers.pidOf("main.js start")
  process.kill(killed, "SIGKILL")
  await expect
    .poll(() => started.output())
    .toContain("The server was ended by SIGKILL. It is started again in 0.25 s.")
  await expect.poll(() => started.output().split("Holdfast is ready").length).toBe(3)
  expect((await fetch(servers.url("/readyz"))).status).toBe(200)
  expect(servers.pidOf("main.js start")).not.toBe(killed)
  started.child.kill("SIGTERM")
  expect(await started.exited).toBe(0)
})

test("a start after more than five minutes writes down that Holdfast was away", async () => {
  const started = servers.start({ env: { HOLDFAST_DEMO: "off" } })
  await servers.untilReady(started)
  const client = await connect()
  const passAnHour = async () =>
    (await client.query("update heartbeat set beat_at = beat_at - interval '1 hour'")).rowCount
  await expect.poll(passAnHour).toBe(1)
  process.kill(servers.pidOf("main.js start"), "SIGKILL")
  const hours = async () => {
    const { rows } = await client.query<{ hours: number }>(
      "select floor(extract(epoch from ended_at - began_at) / 3600)::integer as hours from downtime",
    )
    return rows.map(({ hours }) => hours)
  }
  await expect.poll(hours).toEqual([1])
})

test("a start whose database is away is tried again until it is there", async () => {
  const env = { HOLDFAST_DEMO: "off", DATABASE_URL: "postgres://127.0.0.1:1/none" }
  const started = servers.start({ env })
  // the server says why it ended, and the launcher says a moment later when it starts it again
  await expect.poll(() => started.output()).toContain("It is started again in 0.5 s.")
  expect(started.output()).toContain("It is started again in 0.25 s.")
  const attempts = started.output().split("DATABASE_URL names a server that does not answer.")
  expect(attempts.length).toBeGreaterThan(2)
  started.child.kill("SIGTERM")
  expect(await started.exited).toBe(0)
})

for (const [what, words] of [
  ["the launcher", "scripts/start.mjs"],
  ["npm", "npm start"],
] as const) {
  test(`starts again after a kill -9 of ${what}`, async () => {
    const first = servers.start({ env: { HOLDFAST_DEMO: "off" } })
    await servers.untilReady(first)
    process.kill(servers.pidOf(words), "SIGKILL")
    await first.exited
    await expect
      .poll(() =>
        fetch(`http://127.0.0.1:${servers.port}/healthz`).then(
          () => "up",
          () => "down",
        ),
      )
      .toBe("down")
    await servers.untilReady(servers.start({ env: { HOLDFAST_DEMO: "off" } }))
  })
}

test("brings PostgreSQL back when it is killed under the running server", async () => {
  await servers.untilReady(servers.start({ env: { HOLDFAST_DEMO: "off" } }))
  const killed = servers.pidOf("postgres -D")
  process.kill(killed, "SIGKILL")
  // a moment in which nobody asks may be all that it takes
  await expect.poll(() => servers.findPid("postgres -D")).not.toBe(killed)
  await expect.poll(() => servers.findPid("postgres -D")).toBeDefined()
  const readiness = () => fetch(servers.url("/readyz")).then((answer) => answer.status)
  await expect.poll(readiness).toBe(200)
})

test("recovers when everything is killed at once in the middle of the first start", async () => {
  const first = servers.start()
  await expect.poll(() => first.output(), { intervals: [5] }).toContain("Making the demo workspace")
  for (const pid of servers.processes()) process.kill(pid, "SIGKILL")
  await first.exited
  await servers.untilReady(servers.start())
})

// run by an ordinary user, every other test here shows the same
if (process.getuid?.() === 0) {
  test("runs as an ordinary user", async () => {
    const nobody = 65534
    execFileSync("chown", [`${nobody}:${nobody}`, servers.dataDir])
    const node = join(servers.root, "node_modules/.bin/node")
    const server = servers.start({
      uid: nobody,
      env: { HOLDFAST_DEMO: "off", HOME: servers.dataDir },
      command: [node, "apps/server/dist/main.js", "start"],
    })
    await servers.untilReady(server)
  })
}

test("the command line makes keys beside the running server and without one", async () => {
  const holdfast = (...args: string[]) =>
    execFileSync("npx", ["holdfast", ...args], {
      cwd: servers.root,
      encoding: "utf8",
      env: { ...process.env, HOLDFAST_DATA: servers.dataDir, PORT: String(servers.port) },
      stdio: ["ignore", "pipe", "pipe"],
    })
  const server = servers.start({ env: { HOLDFAST_DEMO: "off" } })
  await servers.untilReady(server)
  const first = JSON.parse(readFileSync(join(servers.dataDir, "keys.json"), "utf8"))
  const beside = JSON.parse(holdfast("keys", "create", "--json"))
  expect(beside).toEqual({
    appId: first.appId,
    flowKey: expect.stringMatching(/^flow_\w{32}$/),
    dataKeyLive: expect.stringMatching(/^live_data_\w{32}$/),
    dataKeyTest: expect.stringMatching(/^test_data_\w{32}$/),
    configKey: expect.stringMatching(/^config_\w{32}$/),
  })
  for (const key of [first.dataKeyLive, beside.dataKeyLive]) {
    const headers = { "x-ck-app": first.appId, "x-ck-api-key": key }
    expect((await fetch(`http://127.0.0.1:${servers.port}/v1/data/sessions`, { headers })).status).toBe(200)
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
    const command = servers.start({ command: ["npx", "holdfast", ...args] })
    expect([
      await command.exited,
      command
        .output()
        .split("\n")
        .filter((line) => !line.startsWith("npm "))
        .join("\n"),
    ]).toEqual([2, sentence])
  }
  const unknown = servers.start({ command: ["npx", "holdfast", "keys", "create", "--colour"] })
  expect(await unknown.exited).toBe(2)
  expect(unknown.output()).toContain("--colour")
})
