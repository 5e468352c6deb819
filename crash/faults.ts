import { closeSync, openSync, rmSync, writeSync } from "node:fs"
import { connect, type Socket } from "node:net"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { type Product, until } from "./product.ts"
import { moods } from "./relay.ts"

/** Something that happens to a product in use. It is over when the returned promise is. */
export interface Fault {
  name: string
  /** Whether the server stays: it then acknowledges again within seconds of the end of the fault. */
  leavesServer: boolean
  /** It can only happen to a product with a disk of its own. */
  needsDisk?: true
  happen(product: Product, random: () => number): Promise<void>
}

const kill = (pid: number | null, signal: "SIGKILL" | "SIGINT" = "SIGKILL") => {
  if (pid) process.kill(pid, signal)
}

async function killDatabase(product: Product, signal: "SIGKILL" | "SIGINT") {
  const killed = product.postmasterPid()
  kill(killed, signal)
  await until("the old database is gone", 30_000, async () => !isAlive(killed))
  await product.untilDatabaseAnswers()
}

/** Writes zeros until there is no room for more. */
function fill(file: string): void {
  const fd = openSync(file, "w")
  try {
    for (const zeros = Buffer.alloc(64 * 1024); ; ) writeSync(fd, zeros)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error
  } finally {
    closeSync(fd)
  }
}

/** Server and launcher at once, and another start: a launcher that lives waits longer with each end of its server. */
async function killServer(product: Product) {
  const server = product.serverPid()
  kill(product.launcherPid())
  kill(server)
  await untilGone(server)
}

/** A server ends with its launcher, and by a kill of its own. */
const untilGone = (server: number | null) =>
  until("the server is gone", 30_000, async () => server === null || !isAlive(server))

/** What begins after everything was killed: a launcher, and what it starts. */
async function startAgain(product: Product) {
  product.start()
  await product.untilReady()
}

const databaseKill: Fault = {
  name: "the database is killed",
  leavesServer: true,
  happen: (product) => killDatabase(product, "SIGKILL"),
}

export const silence: Fault = {
  name: "the connections die in silence, and another database comes after 15 s",
  leavesServer: true,
  async happen({ proxy }) {
    proxy.fallSilent()
    await sleep(15_000)
    proxy.comeBack()
  },
}

/** Kills alone, for many of them one after the other. */
export const kills: readonly [Fault, ...Fault[]] = [
  {
    name: "the server is killed, and started again",
    leavesServer: false,
    async happen(product) {
      await killServer(product)
      await startAgain(product)
    },
  },
  databaseKill,
  {
    name: "server and database are killed, and started again",
    leavesServer: false,
    async happen(product) {
      await Promise.all([killServer(product), killDatabase(product, "SIGKILL")])
      await startAgain(product)
    },
  },
]

const hourMs = 3600_000

/** Sessions that began far from now, by the clock of the database. */
async function countSessions({ ask }: Product, way: string): Promise<number> {
  const far = way === "ahead" ? "> now() + interval '30 minutes'" : "< now() - interval '30 minutes'"
  const [row] = await ask<{ n: number }>(
    `select count(*)::integer as n from session where customer_id like 'crash-%' and created_at ${far}`,
  )
  return row?.n ?? 0
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export const faults: readonly [Fault, ...Fault[]] = [
  {
    name: "the server is killed",
    leavesServer: false,
    async happen(product) {
      const killed = product.serverPid()
      kill(killed)
      await until("another server is there", 120_000, async () => {
        const now = product.serverPid()
        return now !== null && now !== killed
      })
      await product.untilReady()
    },
  },
  {
    name: "the launcher is killed, and started again",
    leavesServer: false,
    async happen(product) {
      const server = product.serverPid()
      kill(product.launcherPid())
      await untilGone(server)
      await startAgain(product)
    },
  },
  databaseKill,
  {
    name: "the database is restarted",
    leavesServer: true,
    happen: (product) => killDatabase(product, "SIGINT"),
  },
  {
    name: "server and database are killed at once",
    leavesServer: false,
    async happen(product) {
      kill(product.serverPid())
      await killDatabase(product, "SIGKILL")
      await product.untilReady()
    },
  },
  {
    name: "all connections to the database are cut",
    leavesServer: true,
    happen: async ({ proxy }) => proxy.cut(),
  },
  {
    name: "the database is away",
    leavesServer: true,
    async happen({ proxy }, random) {
      proxy.goAway()
      await sleep(1000 + random() * 8000)
      proxy.comeBack()
    },
  },
  silence,
  {
    name: "the disk is full for 5 s",
    leavesServer: true,
    needsDisk: true,
    async happen(product) {
      const ballast = join(product.folder, "ballast")
      fill(ballast)
      await sleep(5000)
      rmSync(ballast)
      await product.untilDatabaseAnswers()
    },
  },
  {
    name: "PostgreSQL ends every connection for 3 s",
    leavesServer: true,
    async happen({ ask }) {
      for (const end = performance.now() + 3000; performance.now() < end; await sleep(50)) {
        await ask(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'holdfast%' and application_name <> 'holdfast keeper'",
        )
      }
    },
  },
  ...["ahead", "behind"].map(
    (way): Fault => ({
      name: `the server's clock jumps an hour ${way}, and back after sessions have come`,
      leavesServer: true,
      async happen(product) {
        const before = await countSessions(product, way)
        product.moveClock(way === "ahead" ? hourMs : -hourMs)
        await until(
          "sessions have come by the clock that jumped",
          60_000,
          async () => (await countSessions(product, way)) >= before + 5,
        )
        product.moveClock(0)
      },
    }),
  ),
  ...moods.map(
    (mood): Fault => ({
      name: `the mail relay ${mood}, for 5 s`,
      leavesServer: true,
      async happen({ relay, queueMail }) {
        await relay.suffer(mood)
        await queueMail()
        await sleep(5000)
        await relay.recover()
      },
    }),
  ),
  {
    name: "fifty clients send half of a request, and wait",
    leavesServer: true,
    async happen({ url }) {
      const { hostname, port } = new URL(url)
      const sockets = Array.from({ length: 50 }, (): Socket => {
        const socket = connect(Number(port), hostname)
        socket.on("error", () => {})
        socket.write(
          "POST /v1/flow/report HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{",
        )
        return socket
      })
      await sleep(3000)
      for (const socket of sockets) socket.destroy()
    },
  },
]
