import { spawn } from "node:child_process"
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import type { ExportChoice } from "@holdfast/protocol/dashboard"
import pino from "pino"
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest"
import type { Storage } from "../storage/storage.ts"
import { type TestApp, type TestWorkspace, testApp } from "../testing/test-app.ts"
import { mostAtOnce } from "./export-pool.ts"
import { sweepExports } from "./sweep-exports.ts"
import { addSessions } from "./testing/add-sessions.ts"
import type { WorkerTask } from "./testing/export-worker.ts"
import { createHold, pausingStorage } from "./testing/pausing-storage.ts"

/** Whatever goes wrong while an export is prepared: no half file, no stuck slot, no connection that nobody uses. */
let app: TestApp
let workspace: TestWorkspace
let cookie: string
const origin = "http://127.0.0.1:4870"
const rows = 20_000
const hold = createHold(100_000)
const choice: ExportChoice = {
  profile: "machine",
  columns: ["_id", "createdAt", "feedback"],
  timeZone: "UTC",
  separator: ",",
  isCompressed: true,
}
beforeAll(async () => {
  app = await testApp({ storage: (folder) => pausingStorage(folder, hold.pauseOf) })
  cookie = await app.signIn(await app.addWorkspace("First"), "owner")
})
beforeEach(async () => {
  workspace = await ownWorkspace("Lantern", rows)
})
afterEach(async () => {
  hold.end()
  await app.database.pool.query("delete from export")
  await app.exports.sweep(new Date())
})
afterAll(() => app.close())

/** One of the person who is signed in. */
async function ownWorkspace(name: string, sessions: number): Promise<TestWorkspace> {
  const made = await app.addWorkspace(name)
  await app.database.pool.query(
    `insert into member (workspace_id, user_id, role, created_at) select $1, id, 'owner', now() from auth."user"`,
    [made.id],
  )
  await addSessions(app.database, made.id, sessions)
  return made
}

const call = (method: "GET" | "POST", path: string, payload?: object) =>
  app.app.inject({
    method,
    url: `/api/workspaces/${workspace.appId}/exports${path}`,
    headers: { cookie, origin },
    ...(payload && { payload }),
  })
const request = async (): Promise<string> =>
  (await call("POST", "", { ...choice, isCompressed: false })).json().id
const find = async (id: string) => (await call("GET", `/${id}`)).json()

/** Connections on which an export is being copied. */
async function copies(): Promise<number[]> {
  const found = await app.database.pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and application_name = 'holdfast export'
       and state <> 'idle' and query like 'copy %'`,
  )
  return found.rows.map(({ pid }) => pid)
}
const begun = () => expect.poll(copies).toHaveLength(1)
/** An export that is in the middle of its file, and stays there until it is let go. */
async function startHeld(server = app): Promise<{ id: string; work: Promise<unknown> }> {
  hold.begin()
  const id = await request()
  const work = server.exports.workOff()
  await begun()
  return { id, work }
}
/** Ends the connection of an export that is being copied. */
async function loseConnection(pid: number): Promise<void> {
  await app.database.pool.query("select pg_terminate_backend($1)", [pid])
  await expect.poll(copies).not.toContain(pid)
}
const nothingLeft = async () => {
  await expect.poll(copies).toEqual([])
  expect(await app.exports.storage.list("exports/")).toEqual([])
  expect(await app.exports.storage.listUnfinished("exports/")).toEqual([])
}

test("a cancelled export stops at once and leaves nothing", async () => {
  const { id, work } = await startHeld()
  await call("POST", `/${id}/cancel`)
  await work
  await nothingLeft()
  expect(await find(id)).toMatchObject({ state: "cancelled", file: null, reason: null })
})

test("one that another server cancels stops within a second or two", async () => {
  const { id, work } = await startHeld()
  await app.database.pool.query("update export set state = 'cancelled' where id = $1", [id])
  await work
  await nothingLeft()
  expect((await find(id)).state).toBe("cancelled")
})

test("progress is told while it is prepared", async () => {
  const { id, work } = await startHeld()
  const progress = async () => {
    const { state, rowsDone, bytesDone } = await find(id)
    return state === "running" && rowsDone > 0 && rowsDone < rows && bytesDone > 0
  }
  await expect.poll(progress).toBe(true)
  hold.end()
  await work
  expect(await find(id)).toMatchObject({ state: "done", rowsDone: rows, rowsExpected: rows })
})

test("a connection that is lost is made up for, and the third time the export fails with the reason", async () => {
  hold.begin()
  const id = await request()
  const isOver = async () => !["queued", "running"].includes((await find(id)).state)
  const work = (async () => {
    while (!(await isOver())) await app.exports.workOff()
  })()
  const lost: number[] = []
  for (let time = 1; time <= 3; time++) {
    const fresh = async () => (await copies()).find((pid) => !lost.includes(pid))
    await expect.poll(fresh).toBeDefined()
    const pid = (await fresh()) ?? 0
    lost.push(pid)
    await loseConnection(pid)
    hold.letGo()
  }
  await work
  await nothingLeft()
  expect(await find(id)).toMatchObject({
    state: "failed",
    reason: "The connection to the database was lost three times.",
    file: null,
  })
})

test("a connection that is lost once costs time, and no more", async () => {
  const { id, work } = await startHeld()
  const [pid = 0] = await copies()
  await loseConnection(pid)
  hold.end()
  await work
  await app.exports.workOff()
  expect(await find(id)).toMatchObject({ state: "done", rowsDone: rows })
})

test("a workspace that is deleted meanwhile has no export any more, and no file", async () => {
  const { work } = await startHeld()
  await app.database.pool.query("delete from workspace where id = $1", [workspace.id])
  await work
  await nothingLeft()
  await app.exports.sweep(new Date())
  const left = await app.database.pool.query("select from export where workspace_id = $1", [workspace.id])
  expect(left.rowCount).toBe(0)
  const mails = await app.database.pool.query("select from mail where workspace_id = $1", [workspace.id])
  expect(mails.rowCount).toBe(0)
})

test("files of a workspace that was deleted go with it", async () => {
  await request()
  await app.exports.workOff()
  expect(await app.exports.storage.list("exports/")).toHaveLength(2)
  await app.database.pool.query("delete from workspace where id = $1", [workspace.id])
  await app.exports.sweep(new Date())
  await nothingLeft()
})

test("a file that the storage does not let go keeps none of the others", async () => {
  const { storage } = app.exports
  const [first, stuck, last] = ["a", "b", "c"].map((name) => `exports/${workspace.id}/${name}.1.file`)
  for (const key of [first, stuck, last]) await storage.put(key ?? "", Readable.from(["x"]))
  const stubborn: Storage = {
    ...storage,
    async remove(key) {
      if (key === stuck) throw new Error("it is busy")
      await storage.remove(key)
    },
  }
  const { secret, url, database } = app
  const log = pino({ level: "silent" })
  await sweepExports({ db: database.db, storage: stubborn, teller: { secret, url }, log }, new Date())
  expect(await storage.list("exports/")).toEqual([stuck])
})

test("a server prepares no more at once than half of its cores, and the others get their turn", async () => {
  hold.begin()
  for (const asked of [workspace, await ownWorkspace("Two", 2000), await ownWorkspace("Three", 2000)]) {
    const answer = await app.app.inject({
      method: "POST",
      url: `/api/workspaces/${asked.appId}/exports`,
      headers: { cookie, origin },
      payload: { ...choice, isCompressed: false },
    })
    expect(answer.statusCode).toBe(202)
  }
  const most: number[] = []
  const work = Promise.all([1, 2, 3].map(() => app.exports.workOff()))
  const watch = setInterval(async () => most.push((await copies()).length), 20)
  await expect.poll(copies).toHaveLength(Math.min(mostAtOnce, 3))
  hold.end()
  await work
  clearInterval(watch)
  expect(Math.max(...most)).toBeLessThanOrEqual(mostAtOnce)
  const states = await app.database.pool.query("select state from export")
  expect(states.rows.map(({ state }) => state)).toEqual(["done", "done", "done"])
})

test("a server that stops hands its export to the next one", async () => {
  const storage = (folder: Storage) => pausingStorage(folder, hold.pauseOf)
  const second = await testApp({ beside: app, storage })
  const { id, work } = await startHeld(second)
  await second.exports.stop()
  await work
  await nothingLeft()
  expect(await find(id)).toMatchObject({ state: "queued", rowsDone: 0 })
  hold.end()
  await app.exports.workOff()
  expect((await find(id)).state).toBe("done")
  await second.close()
})

test("a full disk fails the export with the reason, and leaves nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hf-full-"))
  const id = await request()
  const task: WorkerTask = { address: app.database.address, folder }
  const script = join(import.meta.dirname, "testing/export-worker.ts")
  // a disk of 1 MB, which nobody but the worker sees and which goes with it
  const mountAndWork = `mount -t tmpfs -o size=1m tmpfs "$1" && "$2" "$3" "$4"; find "$1" -type f`
  const args = [folder, process.execPath, script, JSON.stringify(task)]
  const asRoot = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"]
  const child = spawn("unshare", [...asRoot, "--mount", "sh", "-ec", mountAndWork, "sh", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  let found = ""
  child.stdout.on("data", (piece) => {
    found += piece
  })
  await new Promise((done) => child.on("close", done))
  expect(await find(id)).toMatchObject({
    state: "failed",
    reason: "There is no space left where exports are kept. Nothing of this one was kept.",
    file: null,
  })
  expect(found).toBe("")
  expect(readdirSync(folder)).toEqual([])
  rmSync(folder, { recursive: true })
  const mail = await app.database.pool.query(
    "select recipient from mail where kind = 'export-failed' and workspace_id = $1",
    [workspace.id],
  )
  expect(mail.rowCount).toBe(1)
})

test("an export does not wait for its mail", async () => {
  const id = await request()
  await app.exports.workOff()
  const mail = await app.database.pool.query("select state from mail where workspace_id = $1", [workspace.id])
  expect([(await find(id)).state, mail.rows]).toEqual(["done", [{ state: "queued" }]])
})
