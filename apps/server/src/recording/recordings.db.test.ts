import { randomUUID } from "node:crypto"
import { Readable } from "node:stream"
import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { Storage } from "../storage/storage.ts"
import { pastTheLog } from "../testing/change-log-guard.ts"
import { type TestApp, type TestWorkspace, testApp } from "../testing/test-app.ts"
import { tellOfSessions } from "../webhook/session-news.ts"
import { countRecordings, deleteRecording, deleteRecordings, expireRecordings } from "./delete-recordings.ts"
import { quietMs } from "./finish-recordings.ts"
import { LostFile, readRecording } from "./read-recording.ts"
import { createRecordings } from "./recordings.ts"
import {
  chunkOf,
  endRun,
  headOf,
  movesOf,
  openRun,
  recordRun,
  sendChunk,
  type TestRun,
  theEnd,
} from "./testing/a-run.ts"

let server: TestApp
let shop: TestWorkspace
/** What happens to a file, where a test says so. */
let onPut: (() => Promise<void>) | null = null
let onRead: (() => Promise<void>) | null = null
let files: Storage

beforeAll(async () => {
  server = await testApp({
    storage: (folder) => {
      files = {
        ...folder,
        put: async (key, content, signal) => {
          await folder.put(key, content, signal)
          await onPut?.()
        },
        read: async (key, range) => {
          const [found] = await Promise.allSettled([folder.read(key, range)])
          await onRead?.()
          if (found.status === "rejected") throw found.reason
          return found.value
        },
      }
      return files
    },
  })
})
afterAll(() => server.close())

const noon = Date.parse("2026-11-01T12:00:00.000Z")
const quiet = new Date(noon + quietMs)
beforeEach(async () => {
  onPut = null
  onRead = null
  server.setTime(noon)
  // of each test its own, since jobs are for all of a workspace
  shop = await server.addWorkspace(randomUUID())
})

const db = () => server.database.db
const finish = (at = quiet) => server.recordings.finish(shop.id, at)
const read = ({ sessionId }: TestRun) => readRecording(db(), server.recordings, shop.id, sessionId)

const sessionOf = async ({ sessionId }: TestRun) => {
  const { recording_state, detail, sequence } = await db()
    .selectFrom("session")
    .select(["recording_state", "detail", "sequence"])
    .where("id", "=", sessionId)
    .executeTakeFirstOrThrow()
  const { recording, recordingStartTime, recordingEndTime } = detail
  return { state: recording_state, sequence, recording, recordingStartTime, recordingEndTime }
}

const chunksLeft = async () =>
  (await db().selectFrom("recording_chunk").select("n").where("workspace_id", "=", shop.id).execute()).map(
    ({ n }) => n,
  )

const recordedRun = (pieces: readonly number[], how?: { customerId?: string; isClosed?: boolean }) =>
  recordRun(server, shop, pieces, how)

const filesOf = async () => (await files.list(`recordings/${shop.id}/`)).toSorted()
const fileOf = ({ sessionId }: TestRun, file = 1) => `recordings/${shop.id}/2026-11-01/${sessionId}.${file}`

test("no id that a client chose is in the name of a file", async () => {
  const run = await recordedRun([0], { customerId: "../../../../etc/passwd" })
  await finish()
  expect(await filesOf()).toEqual([fileOf(run)])
})

test("a session that ended is recorded as a whole: one file, no chunks, and its record says so", async () => {
  const run = await recordedRun([0, 1, 2])
  const before = await sessionOf(run)
  expect(before).toMatchObject({ state: "running", recording: undefined })
  expect(await finish(new Date(quiet.getTime() - 1))).toEqual({ finished: 0, errors: [] })
  expect(await finish()).toEqual({ finished: 1, errors: [] })
  expect(await finish()).toEqual({ finished: 0, errors: [] })
  expect(await sessionOf(run)).toEqual({
    state: "available",
    sequence: before.sequence + 1,
    recording: `${server.url}/v1/data/recordings/${run.sessionId}`,
    recordingStartTime: "2026-11-01T12:00:00.000Z",
    recordingEndTime: "2026-11-01T12:00:10.200Z",
  })
  expect(await chunksLeft()).toEqual([])
  expect(await filesOf()).toEqual([fileOf(run)])
  expect(await read(run)).toMatchObject({
    kind: "kept",
    isFinished: true,
    log: { head: headOf(shop), moves: [...[0, 1, 2].flatMap(movesOf), ...theEnd(2)], missing: [] },
  })
  const changes = await db()
    .selectFrom("session_change")
    .select("kind")
    .where("workspace_id", "=", shop.id)
    .orderBy("n")
    .execute()
  expect(changes.map(({ kind }) => kind)).toEqual(["opened", "settled", "updated"])
})

test("webhooks tell of a finished recording, by the change of its session", async () => {
  const run = await recordedRun([0])
  await finish()
  const rows = await db()
    .selectFrom("session")
    .selectAll()
    .where("workspace_id", "=", shop.id)
    .where("id", "=", run.sessionId)
    .execute()
  const [told] = await tellOfSessions(db(), shop.id, rows)
  expect(told?.news.session).toMatchObject({
    recordingState: "available",
    recording: `${server.url}/v1/data/recordings/${run.sessionId}`,
    recordingStartTime: "2026-11-01T12:00:00.000Z",
    recordingEndTime: "2026-11-01T12:00:00.200Z",
  })
})

test("what a client reports later changes nothing of it", async () => {
  const run = await recordedRun([0])
  await finish()
  const told = await sessionOf(run)
  const { app, customerId, authHash } = chunkOf(shop, run, 0)
  const session = { canceled: true, feedback: "Late", recording: "https://evil.example/" }
  await server.app.inject({
    method: "POST",
    url: "/v1/flow/report",
    payload: { app, customerId, authHash, run: run.run, startedAt: 1000, sentAt: 1000, revision: 9, session },
  })
  expect(await sessionOf(run)).toEqual({ ...told, sequence: told.sequence + 1 })
})

test.for([
  ["a piece in the middle is missing", [0, 2], {}],
  ["its beginning is missing", [1, 2], {}],
  ["its end is missing", [0, 1], { isClosed: false }],
] as const)("a recording is partial where %s", async ([, pieces, options]) => {
  const run = await recordedRun(pieces, options)
  await finish()
  expect(await sessionOf(run)).toMatchObject({ state: "partial" })
})

test("a run of which nothing came says so, and has no recording", async () => {
  const run = await openRun(server, shop)
  await endRun(server, shop, run)
  expect(await finish()).toEqual({ finished: 1, errors: [] })
  expect(await sessionOf(run)).toMatchObject({ state: "lost", recording: undefined })
  expect(await read(run)).toBeNull()
})

test("a run that goes on is read as far as it has come, and is not finished", async () => {
  const run = await openRun(server, shop)
  await sendChunk(server, chunkOf(shop, run, 0))
  expect(await finish(new Date(noon + 3_600_000))).toEqual({ finished: 0, errors: [] })
  expect(await read(run)).toMatchObject({ isFinished: false, log: { moves: movesOf(0) } })
})

test("a piece that comes after the end is put to the others, into a file of its own name", async () => {
  const run = await recordedRun([0, 2])
  await finish()
  server.setTime(quiet)
  expect(await sendChunk(server, chunkOf(shop, run, 1))).toEqual([204, ""])
  // known already
  expect(await sendChunk(server, chunkOf(shop, run, 2))).toEqual([204, ""])
  expect(await read(run)).toMatchObject({ isFinished: false, log: { missing: [] } })
  await finish(new Date(quiet.getTime() + quietMs))
  expect(await sessionOf(run)).toMatchObject({ state: "available" })
  expect(await filesOf()).toEqual([fileOf(run, 2)])
  expect(await read(run)).toMatchObject({
    isFinished: true,
    log: { moves: [...[0, 1, 2].flatMap(movesOf), ...theEnd(2)], missing: [] },
  })
})

test("two servers that finish the same recording leave one whole file", async () => {
  const run = await recordedRun([0, 1])
  const results = await Promise.all([finish(), finish()])
  expect(results.flatMap(({ errors }) => errors)).toEqual([])
  expect(await sessionOf(run)).toMatchObject({ state: "available" })
  expect(await read(run)).toMatchObject({ log: { moves: [...[0, 1].flatMap(movesOf), ...theEnd(1)] } })
  expect(await chunksLeft()).toEqual([])
})

test("a server that comes to what another has finished meanwhile begins no file", async () => {
  const run = await recordedRun([0, 2])
  await finish()
  server.setTime(quiet)
  await sendChunk(server, chunkOf(shop, run, 1))
  const later = new Date(quiet.getTime() + quietMs)
  onRead = async () => {
    onRead = null
    expect(await finish(later)).toEqual({ finished: 1, errors: [] })
    onPut = async () => {
      throw new Error("killed")
    }
  }
  expect(await finish(later)).toEqual({ finished: 0, errors: [] })
  expect(await filesOf()).toEqual([fileOf(run, 2)])
  expect(await read(run)).toMatchObject({ isFinished: true, log: { missing: [] } })
})

test("a piece that comes while the file is written goes into the next one", async () => {
  const run = await recordedRun([0])
  onPut = async () => {
    onPut = null
    await sendChunk(server, chunkOf(shop, run, 1))
  }
  await finish()
  expect(await chunksLeft()).toEqual([1])
  expect(await read(run)).toMatchObject({ isFinished: false, log: { missing: [] } })
})

test("a deleted recording is nobody's: not from its bytes, wherever they come back from, nor from its chunks", async () => {
  const run = await recordedRun([0, 1])
  const grown = await sql<{ n: number; bytes: Buffer }>`
    select n, bytes from recording_chunk where workspace_id = ${shop.id} order by n`.execute(db())
  await finish()
  const bytes = Buffer.concat(await (await files.read(fileOf(run))).toArray())
  expect(await deleteRecording(db(), shop.id, run.sessionId, quiet)).toBe(true)
  // at once, before the bytes are gone
  expect(await read(run)).toEqual({ kind: "deleted", deletedAt: quiet })
  expect(await server.recordings.removeDeleted(shop.id, quiet)).toBe(1)
  expect(await server.recordings.removeDeleted(shop.id, quiet)).toBe(0)
  expect([await filesOf(), await chunksLeft()]).toEqual([[], []])
  expect(await sessionOf(run)).toMatchObject({ state: "deleted", recording: undefined })
  expect(await deleteRecording(db(), shop.id, run.sessionId, quiet)).toBe(false)

  // files and chunks of an old backup
  await files.put(fileOf(run), Readable.from([bytes]))
  for (const chunk of grown.rows)
    await sql`insert into recording_chunk (workspace_id, session_id, n, bytes)
      values (${shop.id}, ${run.sessionId}, ${chunk.n}, ${chunk.bytes})`.execute(db())
  expect(await read(run)).toEqual({ kind: "deleted", deletedAt: quiet })
  const [row] = (await sql`select * from recording where session_id = ${run.sessionId}`.execute(db())).rows
  expect(row).toMatchObject({ wrapped_key: null })
})

test("the bytes of one recording do not open in the place of another, nor do damaged ones: they are missing", async () => {
  const [one, other] = [await recordedRun([0]), await recordedRun([0], { customerId: "cus_2" })]
  await finish()
  const lost = { kind: "kept", log: { head: null, moves: [], missing: [0] } }
  const bytes = Buffer.concat(await (await files.read(fileOf(one))).toArray())
  await files.put(fileOf(other), Readable.from([bytes]))
  expect(await read(other)).toMatchObject(lost)
  // not with the key of the first one either
  await sql`update recording set wrapped_key = (
      select wrapped_key from recording where workspace_id = ${shop.id} and session_id = ${one.sessionId})
    where workspace_id = ${shop.id} and session_id = ${other.sessionId}`.execute(db())
  expect(await read(other)).toMatchObject(lost)
  const changed = Buffer.from(bytes)
  changed[20] = (changed[20] ?? 0) ^ 1
  await files.put(fileOf(one), Readable.from([changed]))
  expect(await read(one)).toMatchObject(lost)
  await files.put(fileOf(one), Readable.from([bytes]))
  expect(await read(one)).toMatchObject({ log: { missing: [] } })
})

test("where a file is lost, what came since is there, and the rest is said to be missing", async () => {
  const run = await recordedRun([0, 1])
  await finish()
  await sendChunk(server, chunkOf(shop, run, 3))
  await files.remove(fileOf(run))
  expect(await read(run)).toMatchObject({ log: { head: null, moves: movesOf(3), missing: [0, 1, 2] } })
})

test.each(["lost", "damaged"])(
  "a recording whose file is %s is finished with what came since, told of once, and whole again with its file",
  async (what) => {
    const run = await recordedRun([0, 2])
    await finish()
    server.setTime(quiet)
    await sendChunk(server, chunkOf(shop, run, 1))
    const bytes = Buffer.concat(await (await files.read(fileOf(run))).toArray())
    await files.remove(fileOf(run))
    if (what === "damaged") await files.put(fileOf(run), Readable.from(["no file of ours"]))
    const later = new Date(quiet.getTime() + quietMs)
    expect(await finish(later)).toEqual({ finished: 0, errors: [expect.any(LostFile)] })
    expect(await finish(later)).toEqual({ finished: 0, errors: [] })
    expect(await sessionOf(run)).toMatchObject({ state: "partial" })
    expect(await read(run)).toMatchObject({ isFinished: true, log: { moves: movesOf(1), missing: [0, 2] } })

    await files.put(fileOf(run), Readable.from([bytes]))
    expect(await read(run)).toMatchObject({ isFinished: true, log: { missing: [] } })
    // a piece more, and it is put together anew
    server.setTime(later)
    await sendChunk(server, chunkOf(shop, run, 3))
    expect(await finish(new Date(later.getTime() + quietMs))).toEqual({ finished: 1, errors: [] })
    expect(await chunksLeft()).toEqual([])
    expect(await read(run)).toMatchObject({ isFinished: true, log: { missing: [] } })
  },
)

test("of a lost file nothing is said where a piece comes meanwhile: the next run finishes it with that", async () => {
  const run = await recordedRun([0])
  await finish()
  server.setTime(quiet)
  await sendChunk(server, chunkOf(shop, run, 1))
  await files.remove(fileOf(run))
  onRead = async () => {
    onRead = null
    await sendChunk(server, chunkOf(shop, run, 2))
  }
  const later = new Date(quiet.getTime() + quietMs)
  expect(await finish(later)).toEqual({ finished: 0, errors: [] })
  expect(await read(run)).toMatchObject({ isFinished: false })
  expect(await finish(later)).toEqual({ finished: 0, errors: [expect.any(LostFile)] })
  expect(await read(run)).toMatchObject({ isFinished: true, log: { missing: [0] } })
})

test("a filter deletes what it counts, of a customer and of a time, and no more", async () => {
  const ours = [
    await recordedRun([0], { customerId: "cus_a" }),
    await recordedRun([0], { customerId: "cus_a" }),
  ]
  const theirs = await recordedRun([0], { customerId: "cus_b" })
  await openRun(server, shop, { customerId: "cus_a", unrecorded: "privacy" })
  await finish()
  const filter = { workspaceId: shop.id, mode: "live" as const, ids: { customerId: ["cus_a"] } }
  expect(await countRecordings(db(), filter)).toBe(2)
  expect(await countRecordings(db(), { ...filter, to: new Date(noon) })).toBe(0)
  expect(await deleteRecordings(db(), filter, quiet)).toBe(2)
  expect(await countRecordings(db(), filter)).toBe(0)
  for (const run of ours) expect(await read(run)).toMatchObject({ kind: "deleted" })
  expect(await read(theirs)).toMatchObject({ kind: "kept" })
  expect(await server.recordings.removeDeleted(shop.id, quiet)).toBe(2)
  expect(await filesOf()).toEqual([fileOf(theirs)])
})

test("what is older than its workspace keeps is deleted, to the millisecond, and nothing where it keeps for ever", async () => {
  const old = await recordedRun([0])
  await finish()
  server.setTime(noon + 1000)
  const young = await recordedRun([0], { customerId: "cus_2" })
  const hour = 3_600_000
  expect(await expireRecordings(db(), shop.id, null, new Date(noon + 1e6 * hour))).toBe(0)
  expect(await expireRecordings(db(), shop.id, 1, new Date(noon + hour))).toBe(0)
  expect(await expireRecordings(db(), shop.id, 1, new Date(noon + hour + 1))).toBe(1)
  expect(await read(old)).toMatchObject({ kind: "deleted" })
  expect(await read(young)).toMatchObject({ kind: "kept" })
})

test("many that are old go in small pieces, and every session hears of it once", async () => {
  const run = await recordedRun([0])
  await finish()
  await pastTheLog(server.database, (trx) =>
    sql`insert into session select (jsonb_populate_record(session, jsonb_build_object(
          'id', gen_random_uuid(), 'client_key', 'copy ' || n, 'customer_id', 'copy ' || n % 7))).*
        from session, generate_series(1, 2300) as n where workspace_id = ${shop.id}`.execute(trx),
  )
  await sql`insert into recording (workspace_id, session_id, wrapped_key, started_at, last_chunk_at, finished_at)
    select workspace_id, id, '\\x00', created_at, created_at, created_at from session
    where workspace_id = ${shop.id} and id <> ${run.sessionId}`.execute(db())
  expect(await expireRecordings(db(), shop.id, 1, new Date(noon + 2 * 3_600_000))).toBe(2301)
  expect(await server.recordings.removeDeleted(shop.id, quiet)).toBe(2301)
  const { rows } = await sql<{ state: string; count: string; changes: string }>`
    select recording_state as state, count(*), (
      select count(*) from session_change
      where workspace_id = ${shop.id} and kind = 'updated'
    ) as changes from session where workspace_id = ${shop.id} group by 1`.execute(db())
  expect(rows).toEqual([{ state: "deleted", count: "2301", changes: "2302" }])
})

test("another server on the same database and files reads it", async () => {
  const run = await recordedRun([0])
  await finish()
  const { database, secret, url } = server
  const other = createRecordings({ database, announce: () => {}, storage: files, secret, url })
  expect(await readRecording(db(), other, shop.id, run.sessionId)).toMatchObject({ kind: "kept" })
})
