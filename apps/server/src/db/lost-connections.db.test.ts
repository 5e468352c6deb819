import { randomUUID } from "node:crypto"
import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { connect, createServer, type Server, type Socket } from "node:net"
import pg from "pg"
import pino from "pino"
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import { keepWorking } from "../jobs/keep-working.ts"
import { openJobQueue } from "../jobs/run-jobs.ts"
import { createIntake } from "../session/report/intake.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { unheard } from "../testing/unheard.ts"
import { assertWritable } from "./assert-writable.ts"
import { type Database, openDatabase } from "./database.ts"
import type { PostgresAddress } from "./embedded-postgres.ts"
import { openPool } from "./open-pool.ts"

/** Between Holdfast and PostgreSQL: what is open by a moment never answers again, as after a failover. */
interface SilentProxy {
  port: number
  /** Nothing more comes through what is open now. @param isAway nor is a new connection answered until `comeBack` */
  fallSilent(isAway: boolean): void
  comeBack(): void
  close(): Promise<void>
}

async function startProxy(target: { path: string } | { host: string; port: number }): Promise<SilentProxy> {
  const open = new Set<Socket>()
  let isAway = false
  const waiting: (() => void)[] = []
  const server: Server = createServer((near) => {
    open.add(near)
    near.on("error", () => {})
    const begin = () => {
      const far = connect(target)
      open.add(far)
      far.on("error", () => near.destroy())
      near.pipe(far)
      far.pipe(near)
    }
    if (isAway) waiting.push(begin)
    else begin()
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    port: (server.address() as AddressInfo).port,
    fallSilent(away) {
      isAway = away
      for (const socket of open) {
        socket.unpipe()
        socket.pause()
      }
    },
    comeBack() {
      isAway = false
      for (const begin of waiting.splice(0)) begin()
    },
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

let prepared: TestDatabase
let proxy: SilentProxy
let address: PostgresAddress & Pick<pg.PoolConfig, "port" | "password">
let database: Database
const workspaceId = randomUUID()
/** Long enough for whatever is answered on a busy machine. */
const answerTimeoutMs = 5000
/** Who is ended too early asks again. */
const silenceMs = 3000
beforeAll(async () => {
  prepared = await testDatabase()
  // pg reads every kind of address, a socket in a URL too
  const { host, port, user, password, database: name } = new pg.Client(prepared.address)
  proxy = await startProxy(host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port })
  address = {
    host: "127.0.0.1",
    port: proxy.port,
    user,
    password: password ?? undefined,
    database: name,
  }
  database = openDatabase(address, () => {}, { max: 4, answerTimeoutMs })
})
afterAll(async () => {
  await proxy.close()
  await database.close().catch(() => {})
  await prepared.close()
})

const record = (intake: ReturnType<typeof createIntake>) =>
  intake.record({
    workspaceId,
    mode: "live",
    customerId: randomUUID(),
    clientKey: randomUUID(),
    source: "widget",
    verified: true,
    receivedAt: new Date(),
    startedAt: new Date(),
    revision: 1,
    facts: { canceled: true },
  })

test("connections that die in silence cost one limit of time, whatever their number", async () => {
  const intake = createIntake(unheard(database))
  // several connections are open by then, of both kinds
  await Promise.all(Array.from({ length: 40 }, () => record(intake)))
  await Promise.all(
    Array.from({ length: 4 }, () => database.db.selectFrom("workspace").select("id").execute()),
  )
  proxy.fallSilent(false)
  const first = await Promise.allSettled([
    record(intake),
    database.db.selectFrom("workspace").select("id").execute(),
  ])
  expect(first.map(({ status }) => status)).toEqual(["rejected", "rejected"])
  // the first to wait has told of all of them
  expect((await record(intake)).kind).toBe("recorded")
  await database.db.selectFrom("workspace").select("id").execute()
  await assertWritable(database.pipelined)
})

test("while nothing answers it is not ready, and takes in again as soon as something does", async () => {
  const intake = createIntake(unheard(database))
  await record(intake)
  proxy.fallSilent(true)
  await expect(assertWritable(database.pipelined)).rejects.toThrow()
  await expect(record(intake)).rejects.toThrow()
  proxy.comeBack()
  await expect.poll(() => record(intake).then(({ kind }) => kind, String)).toBe("recorded")
  await assertWritable(database.pipelined)
})

test("the worker of the background jobs goes on when its connections die in silence", async () => {
  const queue = openJobQueue(address, () => {}, silenceMs)
  const begun: string[] = []
  const taskList = { count: (payload: unknown) => void begun.push(String(payload)) }
  const worker = await keepWorking({ pgPool: queue, concurrency: 3, taskList }, pino({ level: "silent" }))
  onTestFinished(async () => {
    await worker.stop()
    await queue.end()
  })
  const add = (payload: string) =>
    prepared.pool.query("select graphile_worker.add_job('count', to_json($1::text))", [payload])
  await add("before")
  await expect.poll(() => begun).toEqual(["before"])
  proxy.fallSilent(false)
  await add("after")
  await expect.poll(() => begun).toEqual(["before", "after"])
})

test("a connection that dies in silence also tells the other pools of that address", async () => {
  const impatient = openPool(address, () => {}, { max: 1, silenceMs })
  const patient = openDatabase(address, () => {}, { max: 1 })
  onTestFinished(async () => {
    await Promise.all([impatient.end(), patient.close()])
  })
  const selectOne = () => patient.db.selectNoFrom((eb) => eb.lit(1).as("one")).execute()
  await impatient.query("select 1")
  await selectOne()
  proxy.fallSilent(false)
  await expect(impatient.query("select 1")).rejects.toThrow("nothing was heard over it")
  // it has no limit itself, and would wait for ever
  expect(await selectOne()).toEqual([{ one: 1 }])
})
