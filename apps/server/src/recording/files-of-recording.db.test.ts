import { randomUUID } from "node:crypto"
import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { beginRemoval, finishRemovals } from "../account/workspace/remove-workspace.ts"
import type { Storage } from "../storage/storage.ts"
import { type TestApp, type TestWorkspace, testApp } from "../testing/test-app.ts"
import { deleteRecording } from "./delete-recordings.ts"
import { sweepAfterMs } from "./files-of-recording.ts"
import { quietMs } from "./finish-recordings.ts"
import { LostFile, readRecording } from "./read-recording.ts"
import { createRecordings } from "./recordings.ts"
import { chunkOf, movesOf, recordRun, sendChunk, type TestRun, theEnd } from "./testing/a-run.ts"
import { holdStorage, type Step } from "./testing/held-storage.ts"

/** Whoever is killed where, and whatever becomes of the recording meanwhile: what its row does not name is swept. */
let server: TestApp
let shop: TestWorkspace
let files: Storage

beforeAll(async () => {
  server = await testApp()
  files = server.recordings.storage
})
afterAll(() => server.close())

const noon = Date.parse("2026-11-01T12:00:00.000Z")
const quiet = new Date(noon + quietMs)
const later = new Date(noon + 2 * quietMs)
beforeEach(async () => {
  server.setTime(noon)
  shop = await server.addWorkspace(randomUUID())
})

const db = () => server.database.db

/** Another server on the same database and files. */
const serverOn = (storage: Storage) => {
  const { database, secret, url } = server
  return createRecordings({ database, announce: () => {}, storage, secret, url })
}

/** One that is held or killed as it works with the files. */
function heldServer() {
  const hand = holdStorage(files)
  return { ...hand, ...serverOn(hand.storage) }
}

/** A server that finishes the recordings of the shop, held at a step; one that is never let go is killed there. */
async function finisherAt(step: Step) {
  const held = heldServer()
  const reached = held.until(step)
  void held.finish(shop.id, later)
  await reached
  return held
}

/** One whose storage fails, as long as `isBroken`. */
function brokenServer(which: "remove" | "put", isBroken: (key: string) => boolean) {
  const act: Storage["put"] & Storage["remove"] = async (key: string, ...rest: unknown[]) => {
    if (isBroken(key)) throw new Error("the disk is broken")
    await (files[which] as (...all: unknown[]) => Promise<void>)(key, ...rest)
  }
  return serverOn({ ...files, [which]: act })
}

/** All that there is, published or not, of the workspace of the test. */
async function allFiles(): Promise<string[]> {
  const folder = `recordings/${shop.id}/`
  const unfinished = await files.listUnfinished(folder)
  return [...(await files.list(folder)), ...unfinished.map(({ key }) => `${key}, unfinished`)].sort()
}

const fileOf = ({ sessionId }: TestRun, file: number) =>
  `recordings/${shop.id}/2026-11-01/${sessionId}.${file}`
const read = ({ sessionId }: TestRun) => readRecording(db(), server.recordings, shop.id, sessionId)
const moves = [...[0, 1, 2].flatMap(movesOf), ...theEnd(2)]
const whole = { kind: "kept", isFinished: true, log: { moves, missing: [] } }

const rowOf = ({ sessionId }: TestRun) =>
  db().selectFrom("recording").selectAll().where("session_id", "=", sessionId).executeTakeFirstOrThrow()

/** A run with a file, of which one more piece has come since: a second file is to be written, and the first one to be removed. */
async function grownRun(customerId = "cus_1"): Promise<TestRun> {
  const run = await recordRun(server, shop, [0, 2], { customerId })
  await server.recordings.finish(shop.id, quiet)
  server.setTime(quiet)
  await sendChunk(server, chunkOf(shop, run, 1))
  return run
}

/** Until nobody can be writing any more what was begun so far. */
const passTime = () =>
  sql`update recording set sweep_at = sweep_at - make_interval(secs => ${sweepAfterMs / 1000})
    where workspace_id = ${shop.id}`.execute(db())

/** What the job does in each minute. */
async function tend({ finish, removeDeleted, sweep } = server.recordings) {
  const { errors } = await finish(shop.id, later)
  const removed = await removeDeleted(shop.id, later)
  const { swept, errors: unswept } = await sweep(shop.id)
  return { removed, swept, errors: [...errors, ...unswept] }
}

const remove = (run: TestRun) => deleteRecording(db(), shop.id, run.sessionId, later)

const steps = ["begins", "writes", "wrote", "removes", "removed"] as const
/** Each step with each one behind it. */
const pairs = steps.flatMap((first, i) => steps.slice(i + 1).map((then): [Step, Step] => [first, then]))

test("a file that nothing came in the way of needs no sweep", async () => {
  const run = await recordRun(server, shop, [0])
  await server.recordings.finish(shop.id, quiet)
  expect(await rowOf(run)).toMatchObject({ file: 1, sweep_at: null })
  const grown = await grownRun()
  await server.recordings.finish(shop.id, later)
  expect(await rowOf(grown)).toMatchObject({ file: 2, sweep_at: null })
  expect(await allFiles()).toEqual([fileOf(run, 1), fileOf(grown, 2)].sort())
})

test.each(steps)("a server that is killed where it %s loses nothing and leaves nothing", async (step) => {
  const run = await grownRun()
  await finisherAt(step)
  expect(await read(run)).toMatchObject({ kind: "kept", log: { moves, missing: [] } })
  await tend()
  expect(await read(run)).toMatchObject(whole)
  await passTime()
  expect(await tend()).toMatchObject({ swept: 1, errors: [] })
  const row = await rowOf(run)
  expect(row.sweep_at).toBe(null)
  expect(await allFiles()).toEqual([fileOf(run, row.file)])
  expect(await read(run)).toMatchObject(whole)
})

test.each(steps)(
  "a recording that is deleted after a server was killed where it %s leaves nothing",
  async (step) => {
    const run = await grownRun()
    await finisherAt(step)
    await remove(run)
    await tend()
    const published = (await allFiles()).filter((name) => !name.endsWith("unfinished"))
    expect(published).toEqual([])
    await passTime()
    await tend()
    expect(await allFiles()).toEqual([])
    expect(await rowOf(run)).toMatchObject({ sweep_at: null })
  },
)

test.each(pairs)(
  "a recording that is deleted while a server %s, and is killed where it %s, leaves nothing",
  async (first, then) => {
    const run = await grownRun()
    const held = await finisherAt(first)
    await remove(run)
    await tend()
    await held.until(then)
    await passTime()
    await tend()
    expect(await allFiles()).toEqual([])
    expect(await rowOf(run)).toMatchObject({ sweep_at: null, wrapped_key: null })
  },
)

test.each(pairs)(
  "a recording that another server finishes while one %s, and is killed where it %s, is in one file",
  async (first, then) => {
    const run = await grownRun()
    const held = await finisherAt(first)
    await tend()
    await held.until(then)
    await tend()
    await passTime()
    await tend()
    expect(await read(run)).toMatchObject(whole)
    const { file, sweep_at } = await rowOf(run)
    expect([await allFiles(), sweep_at]).toEqual([[fileOf(run, file)], null])
  },
)

// of one that writes the half a file is removed with the workspace, and it fails
test.each(pairs.filter(([first]) => first !== "writes"))(
  "a workspace that is removed while a server %s, and is killed where it %s, leaves nothing",
  async (first, then) => {
    await grownRun()
    const held = await finisherAt(first)
    await beginRemoval(db(), shop.id, later)
    await finishRemovals(db(), files, later)
    await held.until(then)
    const over = new Date(later.getTime() + sweepAfterMs)
    expect(await finishRemovals(db(), files, new Date(over.getTime() - 1))).toEqual({ over: 0, errors: [] })
    expect(await finishRemovals(db(), files, over)).toEqual({ over: 1, errors: [] })
    expect(await allFiles()).toEqual([])
  },
)

test.each(["removes", "removed"] as const)(
  "a server that is killed where it %s the file of a deleted recording leaves it to the sweep",
  async (step) => {
    const run = await recordRun(server, shop, [0])
    await server.recordings.finish(shop.id, quiet)
    await remove(run)
    const killed = heldServer()
    const reached = killed.until(step)
    void killed.removeDeleted(shop.id, later)
    await reached
    expect(await tend()).toEqual({ removed: 0, swept: 1, errors: [] })
    expect(await allFiles()).toEqual([])
    expect(await rowOf(run)).toMatchObject({ sweep_at: null })
  },
)

test("a sweep that is killed is done again", async () => {
  const run = await grownRun()
  await finisherAt("removes")
  await passTime()
  const sweeper = heldServer()
  const atWork = sweeper.until("removes")
  void sweeper.sweep(shop.id)
  await atWork
  await passTime()
  expect(await tend()).toMatchObject({ swept: 1 })
  expect(await allFiles()).toEqual([fileOf(run, 2)])
})

test("a writer that is later than any sweep takes nothing from the recording", async () => {
  const run = await grownRun()
  const late = heldServer()
  const reached = late.until("wrote")
  const finished = late.finish(shop.id, later)
  await reached
  await passTime()
  expect(await server.recordings.sweep(shop.id)).toEqual({ swept: 1, errors: [] })
  expect(await allFiles()).toEqual([fileOf(run, 1)])
  late.letGo()
  expect(await finished).toEqual({ finished: 0, errors: [] })
  await tend()
  expect(await read(run)).toMatchObject(whole)
})

test("a file that is begun while files are swept is not swept, and its recording is looked at again", async () => {
  const run = await grownRun()
  await finisherAt("wrote")
  await passTime()
  const sweeper = heldServer()
  const listed = sweeper.until("lists")
  const swept = sweeper.sweep(shop.id)
  await listed
  // one server finishes the recording, and its file is not yet in the list; another begins one more
  await server.recordings.finish(shop.id, later)
  sweeper.letGo()
  expect(await swept).toEqual({ swept: 1, errors: [] })
  expect(await read(run)).toMatchObject(whole)
  expect((await rowOf(run)).sweep_at).not.toBe(null)
  await passTime()
  await tend()
  expect(await allFiles()).toEqual([fileOf(run, (await rowOf(run)).file)])
})

test("a file that a sweep finds published with a later number than it gave out stays", async () => {
  const run = await grownRun()
  await finisherAt("wrote")
  await passTime()
  // before it lists the files, another server has finished the recording
  const finishesFirst: Storage = {
    ...files,
    async list(prefix) {
      await server.recordings.finish(shop.id, later)
      return files.list(prefix)
    },
  }
  await serverOn(finishesFirst).sweep(shop.id)
  expect(await read(run)).toMatchObject(whole)
})

test("a file that cannot be removed keeps no other one, is told of, and is tried again", async () => {
  const runs: TestRun[] = []
  for (const customerId of ["cus_1", "cus_2", "cus_3"])
    runs.push(await recordRun(server, shop, [0], { customerId }))
  await server.recordings.finish(shop.id, quiet)
  const [broken] = runs
  if (!broken) throw new Error("no run")
  for (const run of runs) await remove(run)
  let isBroken = true
  const tending = brokenServer("remove", (key) => isBroken && key === fileOf(broken, 1))
  expect(await tend(tending)).toEqual({ removed: 3, swept: 0, errors: [new Error("the disk is broken")] })
  expect(await allFiles()).toEqual([fileOf(broken, 1)])
  for (const run of runs) expect(await read(run)).toMatchObject({ kind: "deleted" })
  const states = await db()
    .selectFrom("session")
    .select("recording_state")
    .where("workspace_id", "=", shop.id)
    .execute()
  expect(states.map(({ recording_state }) => recording_state)).toEqual(["deleted", "deleted", "deleted"])
  // not at each minute
  expect(await tend(tending)).toEqual({ removed: 0, swept: 0, errors: [] })
  isBroken = false
  await passTime()
  expect(await tend(tending)).toEqual({ removed: 0, swept: 1, errors: [] })
  expect(await allFiles()).toEqual([])
})

test("a server that puts a file in its place takes no sweep from a recording that was deleted meanwhile", async () => {
  const run = await grownRun()
  const held = heldServer()
  const reached = held.until("removed")
  const finished = held.finish(shop.id, later)
  await reached
  await remove(run)
  const tending = brokenServer("remove", () => true)
  await tending.removeDeleted(shop.id, later)
  held.letGo()
  await finished
  expect(await allFiles()).toEqual([fileOf(run, 2)])
  await passTime()
  await tend()
  expect(await allFiles()).toEqual([])
})

test("a recording whose file of before cannot be removed is finished, and that file is swept", async () => {
  const run = await grownRun()
  let isBroken = true
  const tending = brokenServer("remove", () => isBroken)
  expect((await tend(tending)).errors).toHaveLength(1)
  expect(await read(run)).toMatchObject(whole)
  isBroken = false
  await passTime()
  expect(await tend(tending)).toMatchObject({ swept: 1, errors: [] })
  expect(await allFiles()).toEqual([fileOf(run, 2)])
})

test("a recording whose file cannot be written waits, with all of its pieces, for a storage that takes it", async () => {
  const run = await grownRun()
  let isBroken = true
  const tending = brokenServer("put", () => isBroken)
  expect((await tend(tending)).errors).toHaveLength(1)
  expect((await tend(tending)).errors).toHaveLength(1)
  expect(await read(run)).toMatchObject({ kind: "kept", isFinished: false, log: { moves, missing: [] } })
  isBroken = false
  await tend(tending)
  expect(await read(run)).toMatchObject(whole)
})

test("a recording whose new file is lost before the one before was removed is finished without it", async () => {
  const run = await grownRun()
  await finisherAt("removes")
  await files.remove(fileOf(run, 2))
  server.setTime(later)
  await sendChunk(server, chunkOf(shop, run, 3))
  const evenLater = new Date(later.getTime() + quietMs)
  expect(await server.recordings.finish(shop.id, evenLater)).toEqual({
    finished: 0,
    errors: [expect.any(LostFile)],
  })
  expect(await read(run)).toMatchObject({ isFinished: true, log: { moves: movesOf(3), missing: [0, 1, 2] } })
  await passTime()
  await tend()
  expect(await allFiles()).toEqual([])
})
