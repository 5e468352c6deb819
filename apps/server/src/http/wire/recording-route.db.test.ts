import { randomUUID } from "node:crypto"
import { gzipSync } from "node:zlib"
import fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { deleteRecording } from "../../recording/delete-recordings.ts"
import { readRecording } from "../../recording/read-recording.ts"
import { chunkOf, headOf, movesOf, openRun, sendChunk, type TestRun } from "../../recording/testing/a-run.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
})
afterAll(() => server.close())

const set = (change: object, workspace = shop) =>
  server.database.db.updateTable("workspace").set(change).where("id", "=", workspace.id).execute()

const stored = (sessionId: string) =>
  server.database.db
    .selectFrom("session")
    .select("recording_state")
    .where("id", "=", sessionId)
    .executeTakeFirstOrThrow()

const read = async ({ sessionId }: TestRun) => {
  const found = await readRecording(server.database.db, server.recordings, shop.id, sessionId)
  if (found?.kind !== "kept") throw new Error("Nothing was kept")
  return found
}

const chunksOf = async ({ sessionId }: TestRun) =>
  (
    await server.database.db
      .selectFrom("recording_chunk")
      .select("n")
      .where("session_id", "=", sessionId)
      .orderBy("n")
      .execute()
  ).map(({ n }) => n)

describe("a run", () => {
  test("is recorded where nobody says no, and its log is told which merge fields have a value", async () => {
    const opened = await openRun(server, shop)
    expect(opened.recording).toEqual({ on: true, mergeFields: [], hasNotice: true })
    expect(await stored(opened.sessionId)).toEqual({ recording_state: "running" })
  })

  test.for([
    [{ unrecorded: "call" }, {}, "call"],
    [{ unrecorded: "privacy" }, {}, "privacy"],
    [{ unrecorded: "save-data" }, {}, "save-data"],
    [{ unrecorded: "unsupported" }, {}, "unsupported"],
    [{ unrecorded: "a word of a later version" }, {}, "call"],
    [{}, { "sec-gpc": "1" }, "privacy"],
    [{}, { dnt: "1" }, "privacy"],
    [{}, { "save-data": "on" }, "save-data"],
    [{ unrecorded: "call" }, { "sec-gpc": "1" }, "call"],
  ] as const)(
    "is not recorded where the page or the browser says %j %j, and says why",
    async ([body, headers, why]) => {
      const opened = await openRun(server, shop, { ...body, headers })
      expect(opened.recording).toEqual({ on: false, why })
      expect(await stored(opened.sessionId)).toEqual({ recording_state: why })
      expect(await sendChunk(server, chunkOf(shop, opened, 0))).toEqual([
        409,
        "This run is not recorded; the answer that opened it says why.",
      ])
    },
  )

  test("is not recorded where its workspace records nothing, whatever else holds", async () => {
    await set({ records_runs: false }, other)
    const opened = await openRun(server, other, { unrecorded: "privacy" })
    await set({ records_runs: true }, other)
    expect(opened.recording).toEqual({ on: false, why: "workspace" })
  })

  test.for([
    [{}, "unreported"],
    [{ unrecorded: "preview" }, "preview"],
  ] as const)("that is not reported is not recorded either: %j", async ([said, why]) => {
    const opened = await openRun(server, shop, { report: false, ...said })
    expect(opened).toMatchObject({ sessionId: null, recording: { on: false, why } })
  })

  test.for([
    ["where-asked", "Europe/Berlin", true],
    ["where-asked", "America/Los_Angeles", true],
    ["where-asked", undefined, true],
    ["where-asked", "America/Chicago", false],
    ["always", "America/Chicago", true],
    ["never", "Europe/Berlin", false],
  ] as const)(
    "says so to its customer as the workspace wants it: %s, seen from %s: %s",
    async ([recording_notice, timeZone, hasNotice]) => {
      // what a workspace says is kept in memory for a while
      const fresh = await server.addWorkspace("Fresh")
      await set({ recording_notice }, fresh)
      const opened = await openRun(server, fresh, { ...(timeZone && { timeZone }) })
      expect(opened.recording).toEqual({ on: true, mergeFields: [], hasNotice })
      // where they are was looked at for this alone
      const { detail } = await server.database.db
        .selectFrom("session")
        .select("detail")
        .where("id", "=", opened.sessionId)
        .executeTakeFirstOrThrow()
      expect(detail).not.toHaveProperty("region")
    },
  )

  test("that is opened again is told what was decided first", async () => {
    const [off, on] = [await openRun(server, shop, { unrecorded: "privacy" }), await openRun(server, shop)]
    expect((await openRun(server, shop, { run: off.run })).recording).toEqual({ on: false, why: "privacy" })
    const again = await openRun(server, shop, { run: on.run, unrecorded: "privacy" })
    expect(again.recording).toMatchObject({ on: true })
  })
})

describe("a piece of a log", () => {
  test("is kept encrypted, with its key under the installation's secret, and read back", async () => {
    const run = await openRun(server, shop)
    const chunk = chunkOf(shop, run, 0, [[700, "phase", "done", "Until soon, Ada Lovelace", "saved"]])
    expect(await sendChunk(server, chunk)).toEqual([204, ""])
    expect(await sendChunk(server, chunkOf(shop, run, 1), { isGzipped: false })).toEqual([204, ""])
    expect((await read(run)).log).toEqual({
      head: headOf(shop),
      moves: [...chunk.moves, ...movesOf(1)],
      missing: [],
    })
    const rows = await sql`
      select recording::text as recording, chunk::text as chunk from recording
      join recording_chunk chunk using (workspace_id, session_id) where session_id = ${run.sessionId}`.execute(
      server.database.db,
    )
    const everything = JSON.stringify(rows.rows)
    for (const secret of ["Lovelace", Buffer.from("Lovelace").toString("hex"), "blueprintId", "pointer"])
      expect(everything).not.toContain(secret)
  })

  test("may come in any order, lost, twice, at the same time and late: what came is there once", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1 }),
        fc.array(fc.nat(5), { maxLength: 4 }),
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        fc.nat(),
        async (came, twice, atOnce, seed) => {
          const run = await openRun(server, shop, { customerId: `cus_${randomUUID()}` })
          const order = [...came, ...twice.map((i) => came[i % came.length] ?? 0)].sort(
            (a, b) => ((a * 7 + seed) % 5) - ((b * 3 + seed) % 7),
          )
          const sent: Promise<unknown>[] = []
          for (const [i, index] of order.entries()) {
            const sending = sendChunk(server, chunkOf(shop, run, index))
            sent.push(sending)
            if (!atOnce[i]) await sending
            // some were put into the file before the others came
            if (i === 2) {
              await server.recordings.finish(shop.id, new Date("2026-11-01T13:00:00Z"))
            }
          }
          expect(new Set((await Promise.all(sent)).map((answer) => JSON.stringify(answer)))).toEqual(
            new Set(['[204,""]']),
          )
          const there = came.toSorted((a, b) => a - b)
          const { log } = await read(run)
          expect(log.moves).toEqual(there.flatMap(movesOf))
          const last = there.at(-1) ?? -1
          expect(log.missing).toEqual(
            Array.from({ length: last }, (_, index) => index).filter((index) => !there.includes(index)),
          )
          expect(log.head !== null).toBe(there.includes(0))
          const row = await server.database.db
            .selectFrom("recording")
            .select("bytes")
            .where("session_id", "=", run.sessionId)
            .executeTakeFirstOrThrow()
          const sizes = there.map((index) => gzipSync(JSON.stringify(chunkOf(shop, run, index))).length)
          expect(row.bytes).toBe(sizes.reduce((sum, size) => sum + size, 0))
        },
      ),
      { numRuns: 15 },
    )
  }, 120_000)

  test("of many runs at once is kept for each of them", async () => {
    const runs = await Promise.all(
      Array.from({ length: 30 }, (_, i) => openRun(server, shop, { customerId: `many_${i}` })),
    )
    const answers = await Promise.all(
      runs.flatMap((run) => [2, 0, 1].map((index) => sendChunk(server, chunkOf(shop, run, index)))),
    )
    expect(answers.filter(([status]) => status !== 204)).toEqual([])
    for (const run of runs) expect(await chunksOf(run)).toEqual([0, 1, 2])
  })
})

describe("refused with a sentence, with nothing kept", () => {
  let run: TestRun
  beforeAll(async () => {
    run = await openRun(server, shop, { customerId: "hostile" })
  })
  const chunk = (change: object = {}) => ({ ...chunkOf(shop, run, 0), ...change })
  const bomb = () => gzipSync(`${JSON.stringify(chunk()).slice(0, -1)}${" ".repeat(48 * 1024 * 1024)}}`)

  test.for<[string, () => object | string | Buffer, number, string]>([
    ["no JSON", () => "{nope", 400, "The body is not valid JSON."],
    [
      "JSON that ends in the middle",
      () => gzipSync(JSON.stringify(chunk()).slice(0, -5)),
      400,
      "The body is not valid JSON.",
    ],
    ["gzip of something else", () => gzipSync("PK"), 400, "The body is not valid JSON."],
    [
      "what begins as gzip and is none",
      () => Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]),
      422,
      "The body begins as gzip, and is not gzip.",
    ],
    [
      "gzip that ends in the middle",
      () => gzipSync(JSON.stringify(chunk())).subarray(0, -12),
      422,
      "The body begins as gzip, and is not gzip.",
    ],
    ["48 MB in 48 kB", bomb, 413, "A chunk may have 512 kB, inflated."],
    [
      "more than 64 kB as it is sent",
      () => Buffer.alloc(64 * 1024 + 1, 0x20),
      413,
      "The body is too large; at most 64 kB is accepted.",
    ],
    ["a list", () => "[]", 422, "the body is a list; it takes object."],
    ["no run", () => chunk({ run: undefined }), 422, "run is missing."],
    [
      "a path for its run",
      () => chunk({ run: "../../../etc/passwd" }),
      422,
      'run is "../../../etc/passwd"; it takes a UUID.',
    ],
    [
      "an index of 2^53",
      () => chunk({ index: 2 ** 53 }),
      422,
      "index must be a whole number from 0 to 1999.",
    ],
    ["an index below 0", () => chunk({ index: -1 }), 422, "index must be a whole number from 0 to 1999."],
    ["a piece without moves", () => chunk({ moves: [] }), 422, "moves must be a list of 1 to 20000."],
    ["an unknown move", () => chunk({ moves: [[0, "eval", "x"]] }), 422, "moves[0] is of an unknown kind."],
    [
      "times that run backwards",
      () =>
        chunk({
          moves: [
            [5, "left"],
            [4, "left"],
          ],
        }),
      422,
      "moves[1] has a time before that of the move before it.",
    ],
    [
      "a time after two hours",
      () => chunk({ moves: [[7_200_001, "left"]] }),
      422,
      "moves[0] has a time that must be a whole number from 0 to 7200000.",
    ],
    [
      "a field that nobody knows",
      () => chunk({ page: "https://shop.example/?token=1" }),
      422,
      "The chunk has a key that is unknown.",
    ],
    [
      "a key of the prototype",
      () => JSON.stringify(chunk()).replace("{", '{"__proto__":{"isAdmin":true},'),
      422,
      "The chunk has a key that is unknown.",
    ],
    [
      "a version of the flow that does not exist",
      () => chunk({ head: { ...headOf(shop), blueprintId: "no-such-version" } }),
      422,
      "head.blueprintId is not the version of the flow that this run was shown.",
    ],
    [
      "a run that no session has",
      () => chunk({ run: randomUUID() }),
      404,
      "run is of no session here; open the flow before it is recorded.",
    ],
    [
      "a wrong proof",
      () => chunk({ authHash: "00" }),
      401,
      "The customer hash (authHash, x-ck-authorization) is not the HMAC-SHA256 of this customer id with a flow key of this workspace.",
    ],
    [
      "no proof",
      () => chunk({ authHash: undefined }),
      401,
      "No proof of the customer: send x-ck-authorization, or a flow token.",
    ],
    [
      "another customer's proof",
      () => chunk({ customerId: "cus_2", authHash: authHash(shop, "cus_2") }),
      409,
      "run belongs to a session of another customer or mode.",
    ],
    [
      "another mode",
      () => chunk({ mode: "test" }),
      409,
      "run belongs to a session of another customer or mode.",
    ],
    [
      "another workspace",
      () => chunk({ app: other.appId, authHash: authHash(other, "hostile") }),
      404,
      "run is of no session here; open the flow before it is recorded.",
    ],
  ])("%s", async ([, make, status, sentence]) => {
    expect(await sendChunk(server, make())).toEqual([status, sentence])
    expect(await chunksOf(run)).toEqual([])
  })

  test("as far as the page Health tells, each is counted by its reason", async () => {
    await server.health.flush()
    const counted = await server.database.db
      .selectFrom("health_count")
      .select(["why", "route"])
      .where("workspace_id", "=", shop.id)
      .where("route", "=", "POST /v1/flow/recording")
      .execute()
    expect(counted.map(({ why }) => why)).toEqual(
      expect.arrayContaining([
        ...["unreadable_recording", "not_gzip", "not_json", "too_large", "other_version"],
        ...["unknown_run", "foreign_run", "not_recorded", "wrong_hash"],
      ]),
    )
  })

  test("what is beyond 200 kB of one session, and what came before stays", async () => {
    const large = await openRun(server, shop, { customerId: "large" })
    const answers: number[] = []
    for (let index = 0; index < 6; index++) {
      const moves = Array.from({ length: 7000 }, (_, i): [number, "pointer", number, number] => [
        index * 100_000 + i,
        "pointer",
        (i * 7919 + index * 31) % 20_000,
        (i * 104_729) % 20_000,
      ])
      const [status, sentence] = await sendChunk(server, chunkOf(shop, large, index, moves))
      answers.push(status)
      if (status !== 204) expect(sentence).toBe("The recording of this run has 200 kB; no more is kept.")
    }
    const kept = answers.indexOf(413)
    expect(kept).toBeGreaterThan(2)
    expect(answers.slice(kept)).toEqual(answers.slice(kept).map(() => 413))
    expect(await chunksOf(large)).toEqual(answers.slice(0, kept).map((_, i) => i))
  })

  test("what comes for a recording that was deleted, in the middle of a run and after it", async () => {
    const gone = await openRun(server, shop, { customerId: "gone" })
    await sendChunk(server, chunkOf(shop, gone, 0))
    expect(await deleteRecording(server.database.db, shop.id, gone.sessionId, new Date())).toBe(true)
    const sentence = "The recording of this run was deleted; no more is kept."
    expect(await sendChunk(server, chunkOf(shop, gone, 1))).toEqual([410, sentence])
    await server.recordings.removeDeleted(shop.id, new Date())
    expect(await sendChunk(server, chunkOf(shop, gone, 0))).toEqual([410, sentence])
    expect(await chunksOf(gone)).toEqual([])
  })

  test("more pieces of one customer in an hour than any run has", async () => {
    const often = await openRun(server, shop, { customerId: "often" })
    const piece = chunkOf(shop, often, 0)
    let answer: [number, string] = [0, ""]
    for (let i = 0; i < 3001; i++) answer = await sendChunk(server, piece, { isGzipped: false })
    expect(answer).toEqual([429, "Too many pieces of recordings of this customer; wait 60 minutes."])
  }, 120_000)
})
