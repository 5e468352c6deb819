import { randomUUID } from "node:crypto"
import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { connect, createServer, type Server, type Socket } from "node:net"
import pg from "pg"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createIntake } from "../session/report/intake.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { unheard } from "../testing/unheard.ts"
import { assertWritable } from "./assert-writable.ts"
import { type Database, openDatabase } from "./database.ts"

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
let database: Database
const workspaceId = randomUUID()
/** Long enough for whatever is answered on a busy machine. */
const answerTimeoutMs = 5000
beforeAll(async () => {
  prepared = await testDatabase()
  // pg reads every kind of address, a socket in a URL too
  const { host, port, user, password, database: name } = new pg.Client(prepared.address)
  proxy = await startProxy(host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port })
  const address = {
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
