import { once } from "node:events"
import { type ClientRequest, type IncomingMessage, request } from "node:http"
import type { AddressInfo } from "node:net"
import type { ExportChoice } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** Downloads over a real socket, which break, stall and are lost. */
let app: TestApp
let workspace: TestWorkspace
let cookie: string
let port: number
const rows = 4000
/** More than the sockets and buffers on the way take: 40 MB. */
const choice: ExportChoice = {
  profile: "machine",
  columns: ["feedback"],
  timeZone: "UTC",
  separator: ",",
  isCompressed: false,
}
beforeAll(async () => {
  app = await testApp()
  workspace = await app.addWorkspace("Lantern")
  cookie = await app.signIn(workspace, "owner")
  await pastTheLog(app.database, (trx) =>
    sql`insert into session (workspace_id, id, mode, created_at, updated_at, outcome, settled_at, source, verified,
       revision, last_report_at, search_text, feedback, detail)
     select ${workspace.id}, gen_random_uuid(), 'live', at, at, 'abandoned', at, 'sdk', true, 1, at, '', repeat(md5(i::text), 320), '{}'
     from generate_series(1, ${rows}::int) i, lateral (select now() - i * interval '1 minute' as at) x`.execute(
      trx,
    ),
  )
  await app.app.listen({ port: 0, host: "127.0.0.1" })
  port = (app.app.server.address() as AddressInfo).port
})
afterAll(() => app.close())

function ask(what = choice): ClientRequest {
  const asked = request({
    port,
    method: "POST",
    path: `/api/workspaces/${workspace.appId}/exports/download`,
    headers: { cookie, origin: "http://127.0.0.1:4870", "content-type": "application/json" },
  })
  asked.end(JSON.stringify(what))
  return asked
}
const answerOf = async (asked: ClientRequest) => (await once(asked, "response"))[0] as IncomingMessage

async function copies(): Promise<{ pid: number; waits: string | null }[]> {
  const found = await app.database.pool.query(
    `select pid, wait_event as waits from pg_stat_activity
     where datname = current_database() and application_name = 'holdfast export' and state <> 'idle'`,
  )
  return found.rows
}
const pool = () => {
  const { totalCount, idleCount, waitingCount } = app.exports.direct.pool
  return { inUse: totalCount - idleCount, waitingCount }
}
const isQuiet = async () => {
  await expect.poll(copies).toEqual([])
  await expect.poll(pool).toEqual({ inUse: 0, waitingCount: 0 })
}

test("whoever goes away in the middle ends the query, and its connection is free again", async () => {
  for (let time = 0; time < 8; time++) {
    const asked = ask()
    const answer = await answerOf(asked)
    await once(answer, "readable")
    asked.destroy()
  }
  await isQuiet()
})

test("whoever goes away before the first byte ends the query too", async () => {
  const locker = await app.database.pool.connect()
  await locker.query("begin")
  await locker.query("lock table session in access exclusive mode")
  const asked = ask()
  asked.on("error", () => {})
  await expect.poll(async () => (await copies()).map(({ waits }) => waits)).toEqual(["relation"])
  asked.destroy()
  await isQuiet()
  await locker.query("rollback")
  locker.release()
})

test("slow readers keep nobody else out, hold no connection, and get all of it", async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => answerOf(ask())))
  for (const each of answers) each.pause()
  await isQuiet()
  const [answer, ...others] = answers
  for (const each of others) each.destroy()
  if (!answer) throw new Error("nobody was answered")
  let bytes = 0
  answer.on("data", (piece: Buffer) => {
    bytes += piece.length
  })
  answer.resume()
  await once(answer, "end")
  expect(bytes).toBe("feedback\r\n".length + rows * (320 * 32 + 2))
  await isQuiet()
})

test("a download that fails after its first byte is cut, so that no part passes for the whole", async () => {
  // the oldest session has a price that is too large for PostgreSQL
  const price = { acceptedOffer: { newPlanPrice: "1e999999" } }
  const change = (detail: object) =>
    pastTheLog(app.database, (trx) =>
      sql`update session set detail = ${JSON.stringify(detail)}
        where workspace_id = ${workspace.id}
          and created_at = (select min(created_at) from session where workspace_id = ${workspace.id})`.execute(
        trx,
      ),
    )
  await change(price)
  const answer = await answerOf(
    ask({ ...choice, profile: "spreadsheet", columns: ["feedback", "acceptedOffer.newPlanPrice"] }),
  )
  let isComplete = false
  answer.on("end", () => {
    isComplete = answer.complete
  })
  answer.resume()
  await once(answer, "error")
  expect([answer.complete, isComplete]).toEqual([false, false])
  await change({})
  await isQuiet()
})

test("one that fails before its first byte is an error that can be read", async () => {
  const locker = await app.database.pool.connect()
  await locker.query("begin")
  await locker.query("lock table session in access exclusive mode")
  // listened to from the beginning: the answer comes as soon as the query is ended
  const answering = answerOf(ask())
  await expect.poll(copies).toHaveLength(1)
  for (const { pid } of await copies()) {
    await app.database.pool.query("select pg_terminate_backend($1)", [pid])
  }
  const answer = await answering
  const body = JSON.parse(Buffer.concat(await answer.toArray()).toString())
  expect([answer.statusCode, body.error.code]).toEqual([503, "database_away"])
  await locker.query("rollback")
  locker.release()
  await isQuiet()
})
