import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { type AddressInfo, createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { pathToFileURL } from "node:url"
import pg from "pg"
import { openDatabase } from "../apps/server/src/db/database.ts"
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../apps/server/src/db/embedded-postgres.ts"
import { deleteRecording } from "../apps/server/src/recording/delete-recordings.ts"
import { childrenOf } from "../bench/processor.ts"
import { type Billed, openBilled } from "./billed.ts"
import { type DatabaseProxy, openProxy } from "./proxy.ts"
import { openRelay, type Relay } from "./relay.ts"

const diskMb = 300
const root = join(import.meta.dirname, "..")

/** Holdfast as `npm start` runs it, on a PostgreSQL of its own behind a proxy. */
export interface Product {
  url: string
  keys: { appId: string; flowKey: string; dataKeyLive: string }
  proxy: DatabaseProxy
  relay: Relay
  /** What the workspace is connected to in live mode. */
  billed: Billed
  /** Forgets the key of a recording, as an owner does who deletes it. Throws where the database does not answer. */
  deleteRecording(sessionId: string): Promise<void>
  /** Has the server send one more mail. */
  queueMail(): Promise<void>
  folder: string
  /** Whether the folder is a small disk of its own, which can be filled. */
  hasOwnDisk: boolean
  /** Asks the database itself, whatever becomes of the server and of the proxy. */
  ask<Row>(text: string, values?: unknown[]): Promise<Row[]>
  launcherPid(): number
  serverPid(): number | null
  postmasterPid(): number
  /** Sets the server's clock so far ahead of the machine's; behind it where that is less than nothing. */
  moveClock(aheadMs: number): void
  /** What the server and its launcher said last. */
  lastWords(): string
  start(): void
  untilReady(): Promise<void>
  untilDatabaseAnswers(): Promise<void>
  close(): Promise<void>
}

export async function openProduct(): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-crash-"))
  // the database's own user must be able to enter
  chmodSync(folder, 0o755)
  // only root may mount one
  const mounting = ["-t", "tmpfs", "-o", `size=${diskMb}m,mode=755`, "tmpfs", folder]
  const hasOwnDisk = process.getuid?.() === 0 && spawnSync("mount", mounting).status === 0
  const postgres: EmbeddedPostgres = await startEmbeddedPostgres(folder, () => {}, {
    min_wal_size: "32MB",
    max_wal_size: "64MB",
  })
  const { host = "", user = "", database = "" } = postgres.address
  const clock = join(folder, "clock")
  const proxy = await openProxy(join(host, ".s.PGSQL.5432"))
  const relay = await openRelay()
  const billed = await openBilled()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let launcher: ChildProcess | null = null
  let said = ""

  const ask = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> => {
    const client = new pg.Client({ host, user, database, application_name: "crash" })
    client.on("error", () => {})
    try {
      await client.connect()
      return (await client.query(text, values)).rows
    } finally {
      await client.end().catch(() => {})
    }
  }
  const answers = (work: () => Promise<unknown>) =>
    work().then(
      () => true,
      () => false,
    )

  const serverOf = (pid: number | undefined): number | null => {
    try {
      return childrenOf(pid ?? 0)[0] ?? null
    } catch {
      // the launcher is gone
      return null
    }
  }

  const env = {
    ...process.env,
    PORT: String(port),
    HOLDFAST_DATA: join(folder, "data"),
    HOLDFAST_DEMO: "off",
    DATABASE_URL: `postgres://${user}@127.0.0.1:${proxy.port}/${database}`,
    LOG_LEVEL: "warn",
    SMTP_URL: relay.url,
    HOLDFAST_STRIPE_API: billed.url,
    CRASH_CLOCK: clock,
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, "jumping-clock.mjs"))}`,
  }
  /** As an operator does it who connects Stripe. */
  const connectBilling = async () => {
    const command = join(root, "apps/server/bin/holdfast.mjs")
    const args = [command, "billing", "connect", "stripe", "--mode", "live", "--key", billed.key]
    const connecting = spawn(process.execPath, args, { env, stdio: ["ignore", "inherit", "inherit"] })
    const [code] = await once(connecting, "exit")
    if (code !== 0) throw new Error("The billing system was not connected.")
  }

  const product: Product = {
    url,
    keys: { appId: "", flowKey: "", dataKeyLive: "" },
    proxy,
    relay,
    billed,
    async deleteRecording(sessionId) {
      const opened = openDatabase(postgres.address, () => {})
      try {
        const { id } = await opened.db
          .selectFrom("workspace")
          .select("id")
          .where("app_id", "=", product.keys.appId)
          .executeTakeFirstOrThrow()
        await opened.db.transaction().execute((trx) => deleteRecording(trx, id, sessionId, new Date()))
      } finally {
        await opened.close()
      }
    },
    queueMail: () => relay.queueOne(postgres.address, join(folder, "data")),
    folder,
    hasOwnDisk,
    ask,
    launcherPid: () => launcher?.pid ?? 0,
    serverPid: () => serverOf(launcher?.pid),
    postmasterPid: () =>
      Number.parseInt(readFileSync(join(folder, "postgres/cluster/postmaster.pid"), "utf8"), 10),
    moveClock(aheadMs) {
      // the server never reads half of it
      writeFileSync(`${clock}.new`, String(aheadMs))
      renameSync(`${clock}.new`, clock)
    },
    lastWords: () => said.slice(-4000),
    start() {
      launcher = spawn(process.execPath, [join(root, "scripts/start.mjs")], {
        env,
        stdio: ["ignore", "pipe", "pipe"],
      })
      for (const stream of [launcher.stdout, launcher.stderr]) {
        stream?.on("data", (chunk) => {
          said = (said + chunk).slice(-20_000)
        })
      }
    },
    async untilReady() {
      await until("the server is ready", 180_000, () =>
        answers(async () => {
          const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(10_000) })
          if (!answer.ok) throw new Error("not ready")
        }),
      )
    },
    untilDatabaseAnswers: () => until("the database answers", 60_000, () => answers(() => ask("select 1"))),
    async close() {
      const { pid } = launcher ?? {}
      if (launcher && launcher.exitCode === null && launcher.signalCode === null) {
        const ended = once(launcher, "exit")
        launcher.kill("SIGTERM")
        await ended
      }
      // a server whose launcher was killed ends by itself
      await until("the server has ended", 30_000, async () => serverOf(pid) === null)
      proxy.close()
      await relay.close()
      await billed.close()
      await postgres.leave()
      if (hasOwnDisk) spawnSync("umount", ["-l", folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
  product.start()
  await product.untilReady()
  product.keys = JSON.parse(readFileSync(join(folder, "data/keys.json"), "utf8"))
  await connectBilling()
  return product
}

/** Waits for a condition. */
export async function until(what: string, patienceMs: number, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + patienceMs; !(await isSo()); await sleep(20)) {
    if (performance.now() > end) throw new Error(`It took longer than ${patienceMs / 1000} s until ${what}.`)
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
