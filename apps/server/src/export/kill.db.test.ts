import { type ChildProcess, spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import pino from "pino"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { loadSecret } from "../account/secret.ts"
import { createWorkspace, newWorkspace } from "../account/workspaces.ts"
import { prng } from "../demo/prng.ts"
import { folderStorage } from "../storage/folder-storage.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { openExportPools } from "./export-pool.ts"
import { createExports, type Exports } from "./exports.ts"
import { findExport } from "./find-exports.ts"
import { requestExport } from "./request-export.ts"
import { fileKey } from "./storage-keys.ts"
import { addSessions } from "./testing/add-sessions.ts"
import type { WorkerTask } from "./testing/export-worker.ts"
import type { StoredExport } from "./to-export.ts"

/**
 * A worker that is killed at any moment leaves neither half a file that looks whole, nor a slot that stays taken. The
 * worker is a process of its own, and killed for good.
 */
let database: TestDatabase
const workspace = newWorkspace("Lantern", new Date())
const folder = mkdtempSync(join(tmpdir(), "hf-killed-"))
const rows = 20_000
/** The next server. */
let heir: Exports
beforeAll(async () => {
  database = await testDatabase()
  await createWorkspace(database.db, workspace, new Date())
  await addSessions(database, workspace.id, rows)
  heir = createExports({
    database,
    pools: openExportPools(database.address, () => {}, false),
    rest: async () => {},
    storage: folderStorage(folder),
    secret: loadSecret("", "a secret for tests, long enough to be taken"),
    url: "http://127.0.0.1:4870",
    log: pino({ level: "silent" }),
    now: () => new Date(),
  })
})
afterEach(() => database.pool.query("delete from export"))
afterAll(async () => {
  await heir.close()
  await database.close()
  rmSync(folder, { recursive: true })
})

async function request(): Promise<StoredExport> {
  const row = await requestExport(
    database.db,
    {
      filter: { workspaceId: workspace.id, mode: "live" },
      choice: {
        profile: "machine",
        columns: ["_id", "createdAt", "feedback"],
        timeZone: "UTC",
        separator: ",",
        isCompressed: false,
      },
      words: { full: "Live, all time", audit: "Live, all time" },
      search: null,
      person: { id: "ada", email: "ada@example.com" },
      rowsExpected: rows,
      fileName: "holdfast.csv",
    },
    { kind: "person", id: "ada", name: "ada@example.com", address: "127.0.0.1" },
    new Date(),
  )
  if (row === "export_in_progress") throw new Error("The slot is taken")
  return row
}

const worker = (pace: Pick<WorkerTask, "pieceMs" | "bytesUntilHeld">): ChildProcess => {
  const task: WorkerTask = { address: database.address, folder, ...pace }
  const script = join(import.meta.dirname, "testing/export-worker.ts")
  return spawn(process.execPath, [script, JSON.stringify(task)], { stdio: ["ignore", "ignore", "inherit"] })
}

async function killed(child: ChildProcess): Promise<void> {
  const exited = new Promise((done) => child.on("exit", done))
  child.kill("SIGKILL")
  if (child.exitCode === null && child.signalCode === null) await exited
}

const find = ({ id }: StoredExport) => findExport(database.db, workspace.id, id)
const files = () =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    : []
const bytesBegun = () =>
  files()
    .filter(({ name }) => name.endsWith(".part"))
    .reduce(
      (sum, { parentPath, name }) =>
        sum + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    )

/** What a server does at its start and each minute, until the export is over. */
async function takeOver(row: StoredExport): Promise<StoredExport | undefined> {
  const state = async () => {
    await heir.sweep(new Date())
    await heir.workOff()
    return (await find(row))?.state
  }
  await expect.poll(state, { interval: 200 }).not.toMatch(/queued|running/)
  return find(row)
}

async function assertWhole(row: StoredExport | undefined): Promise<void> {
  if (!row) throw new Error("The export is gone")
  const content = Buffer.concat(await (await heir.storage.read(fileKey(row))).toArray())
  expect(row.state).toBe("done")
  expect(createHash("sha256").update(content).digest("hex")).toBe(row.sha256)
  expect(content.toString().split("\r\n")).toHaveLength(rows + 2)
  expect([Number(row.rows_done), Number(row.bytes_done)]).toEqual([rows, content.length])
  // nothing else lies about
  expect(
    files()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual([`${row.id}.${row.attempt}.file`, `${row.id}.${row.attempt}.manifest.json`])
}

test("a worker that is killed while it writes is followed by the next, which begins anew", async () => {
  const row = await request()
  const child = worker({ bytesUntilHeld: 1_000_000 })
  await expect.poll(bytesBegun, { interval: 20 }).toBeGreaterThanOrEqual(1_000_000)
  await killed(child)
  expect(await heir.storage.list("exports/")).toEqual([])
  const done = await takeOver(row)
  await assertWhole(done)
  expect([done?.attempt, done?.failures]).toEqual([2, 1])
})

test("killed at any moment, an export ends whole", async () => {
  const chance = prng(Number(process.env.HOLDFAST_PROPERTY_RUNS ?? 4))
  for (let run = 0; run < 4; run++) {
    const row = await request()
    const child = worker({ pieceMs: 20 })
    // nothing below depends on how far it came
    await sleep(chance.between(200, 2500))
    await killed(child)
    await assertWhole(await takeOver(row))
    await database.pool.query("delete from export")
  }
})

test("three times killed it fails with a reason, frees the slot and tells who asked", async () => {
  const row = await request()
  for (let time = 0; time < 3; time++) {
    const child = worker({ bytesUntilHeld: 100_000 })
    await expect.poll(bytesBegun, { interval: 20 }).toBeGreaterThanOrEqual(100_000)
    await killed(child)
    const state = async () => {
      await heir.sweep(new Date())
      return (await find(row))?.state
    }
    await expect.poll(state, { interval: 200 }).not.toBe("running")
  }
  expect(await find(row)).toMatchObject({
    state: "failed",
    reason: "The server was stopped while it prepared this export, 3 times.",
    failures: 3,
    attempt: 3,
  })
  await heir.sweep(new Date())
  expect(files()).toEqual([])
  const mails = await database.db
    .selectFrom("mail")
    .select("recipient")
    .where("kind", "=", "export-failed")
    .execute()
  expect(mails).toEqual([{ recipient: "ada@example.com" }])
  const audited = await database.db
    .selectFrom("audit_entry")
    .select(["actor_kind", "actor_name"])
    .where("action", "=", "export.failed")
    .execute()
  expect(audited).toEqual([{ actor_kind: "job", actor_name: "make-exports" }])
  await request()
})
