import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { type AddressInfo, createServer } from "node:net"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import {
  type StripeStandIn,
  startStripeStandIn,
} from "../apps/server/src/demo/stripe-stand-in/start-stripe-stand-in.ts"
import { childrenOf } from "./processor.ts"

const root = join(import.meta.dirname, "..")
const launcher = join(root, "apps/server/bin/holdfast.mjs")

export interface BenchServer {
  url: string
  dataDir: string
  keys: { appId: string; flowKey: string; dataKeyLive: string }
  /** Its PostgreSQL. */
  database: { host: string; user: string; database: string }
  /** Cookie of the signed-in owner. */
  cookie: string
  /** What it asks in place of Stripe. */
  stripe: StripeStandIn
  /** Runs the command line beside the server. */
  holdfast(...args: string[]): Promise<string>
  /** The server's process. */
  pid: number
  /** Its resident memory, in bytes. */
  memory(): number
  stop(): Promise<void>
}

/** A key that the stand-in knows. */
export const stripeKey = "rk_live_bench000000000000"

const owner = { email: "owner@example.com", password: "correct horse battery staple" }

/** A server as users start it, durable as it comes, on a data folder that stays. */
export async function startBenchServer(dataDir: string): Promise<BenchServer> {
  const port = await freePort()
  const stripe = await startStripeStandIn({ keys: [{ key: stripeKey }] })
  const env = {
    ...process.env,
    PORT: String(port),
    HOLDFAST_DATA: dataDir,
    HOLDFAST_OWNER_EMAIL: owner.email,
    HOLDFAST_OWNER_PASSWORD: owner.password,
    LOG_LEVEL: "error",
    // their receiver is this process
    HOLDFAST_WEBHOOK_PRIVATE: "allow",
    HOLDFAST_STRIPE_API: stripe.url,
  }
  const url = `http://127.0.0.1:${port}`
  const server = spawn(process.execPath, [launcher, "start"], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  })
  const exited = new Promise((done) => server.on("exit", done))
  const leaveNone = () => void server.kill("SIGTERM")
  process.once("exit", leaveNone)
  while (
    !(await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (server.exitCode !== null) {
      // it would keep the bench up
      await stripe.close()
      throw new Error("The server did not start.")
    }
    await sleep(200)
  }
  const signedIn = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify(owner),
  })
  // the launcher runs the server as its one child
  const [pid] = childrenOf(server.pid ?? 0)
  if (!pid) throw new Error("The server has no process.")
  return {
    url,
    dataDir,
    pid,
    stripe,
    keys: JSON.parse(readFileSync(join(dataDir, "keys.json"), "utf8")),
    database: { host: join(dataDir, "postgres/socket"), user: "holdfast", database: "holdfast" },
    cookie: signedIn.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";")[0])
      .join("; "),
    holdfast: (...args) =>
      new Promise((done, fail) => {
        const command = spawn(process.execPath, [launcher, ...args], {
          env,
          stdio: ["ignore", "pipe", "inherit"],
        })
        let output = ""
        command.stdout.on("data", (chunk) => {
          output += chunk
        })
        command.on("exit", (code) =>
          code === 0 ? done(output) : fail(new Error(`holdfast ${args[0]} failed`)),
        )
      }),
    memory: () => {
      const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1])
      return pages * 4096
    },
    async stop() {
      process.off("exit", leaveNone)
      server.kill("SIGTERM")
      await exited
      await stripe.close()
    },
  }
}

/** One that nobody uses now, so that a server that runs on this machine is in nobody's way. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, "close")
  return port
}
