import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Mode, SessionFacts } from "@holdfast/protocol"
import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest"
import { prng } from "../../../demo/prng.ts"
import { fromTheBeginning, readChanges } from "../../../session/change/read-changes.ts"
import { stateOf } from "../../../session/change/session-change.ts"
import { sessionsChanged } from "../../../session/change/sessions-changed.ts"
import { pastTheLog } from "../../../testing/change-log-guard.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../../testing/test-app.ts"

let one: TestApp
let two: TestApp
let shop: TestWorkspace
let shops = 0
beforeAll(async () => {
  one = await testApp()
  two = await testApp({ beside: one })
})
afterAll(async () => {
  await two.close()
  await one.close()
})
const noon = new Date("2026-11-01T12:00:00.000Z")
const days = 24 * 3600 * 1000
beforeEach(async () => {
  for (const server of [one, two]) server.setTime(noon)
  shop = await one.addWorkspace(`Shop ${++shops}`)
})

interface Change {
  _id: string
  sessionId: string
  kind: string
  sequence: number
  at: string
  session?: Record<string, unknown> | null
}
interface Feed {
  cursor: string
  hasMore: boolean
  changes: Change[]
}

const ask = (query: string, { server = one, key = shop.dataKeyLive } = {}) =>
  server.app.inject({
    url: `/v1/data/changes?${query}`,
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": key },
  })

async function read(query: string, from: { server?: TestApp; key?: string } = {}): Promise<Feed> {
  const answer = await ask(query, from)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

async function report(run: string, revision: number, facts: SessionFacts, mode: Mode = "live", server = one) {
  const result = await server.intake.record({
    ...{ workspaceId: shop.id, mode, customerId: `cus ${run}`, clientKey: run, source: "widget" },
    ...{ verified: true, receivedAt: noon, startedAt: noon, revision },
    facts: { ...facts, customer: { id: `cus ${run}`, email: "ada@example.com" } },
  })
  return result.kind === "recorded" ? result.sessionId : ""
}

/** How many readers began to wait at a server since this was called. */
function countWaiting({ live }: TestApp): () => number {
  const follow = vi.spyOn(live, "follow")
  onTestFinished(() => follow.mockRestore())
  return () => follow.mock.calls.length
}

const brief = ({ changes }: Feed) => changes.map(({ _id, kind, sequence }) => [_id, kind, sequence])

/** Takes a session away as the removal of a workspace does, by the change log. */
const remove = (id: string) =>
  one.database.db.transaction().execute(async (trx) => {
    const row = await trx
      .deleteFrom("session")
      .where("workspace_id", "=", shop.id)
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const which = { workspaceId: shop.id, id, mode: row.mode, createdAt: row.created_at }
    await sessionsChanged(trx, [{ ...which, before: stateOf(row), after: null }], noon)
  })

test("what happened to sessions comes in order, each with the record that the list gives", async () => {
  const ada = await report("ada", 0, {})
  const bob = await report("bob", 1, { canceled: true })
  await report("ada", 1, { aborted: true })
  const first = await read("limit=2")
  expect([brief(first), first.hasMore]).toEqual([
    [
      [ada, "opened", 1],
      [bob, "settled", 1],
    ],
    true,
  ])
  const second = await read(`after=${first.cursor}&limit=2`)
  expect([brief(second), second.hasMore]).toEqual([[[ada, "settled", 2]], false])
  const listed = await one.app.inject({
    url: "/v1/data/sessions",
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive },
  })
  const records = new Map(listed.json().map((record: { _id: string }) => [record._id, record]))
  // as it is now, and so settled already where it opened
  expect(first.changes.map(({ session }) => session)).toEqual([records.get(ada), records.get(bob)])
  expect(second.changes).toEqual([
    {
      _id: ada,
      sessionId: ada,
      kind: "settled",
      sequence: 2,
      at: noon.toISOString(),
      session: records.get(ada),
    },
  ])
  const third = await read(`after=${second.cursor}`)
  expect(third).toEqual({ cursor: expect.any(String), hasMore: false, changes: [] })
  await report("cy", 1, { canceled: true })
  expect((await read(`after=${third.cursor}`)).changes).toHaveLength(1)
  expect((await read("")).changes).toHaveLength(4)
})

test("now is behind everything that there is", async () => {
  await report("ada", 1, { canceled: true })
  const { cursor, changes } = await read("after=now")
  expect(changes).toEqual([])
  const bob = await report("bob", 1, { canceled: true })
  expect(brief(await read(`after=${cursor}`))).toEqual([[bob, "settled", 1]])
})

test("a key reads the changes of its mode and workspace, and no cursor of another", async () => {
  await report("ada", 1, { canceled: true })
  const tested = await report("tester", 1, { canceled: true }, "test")
  const forTests = { key: shop.dataKeyTest }
  expect(brief(await read("", forTests))).toEqual([[tested, "settled", 1]])
  const { cursor } = await read("")
  const refused = await ask(`after=${cursor}`, forTests)
  expect([refused.statusCode, refused.body]).toEqual([
    422,
    "after is no cursor of the test sessions of this workspace; it takes the `cursor` of an answer, or now.",
  ])
  expect((await ask(`after=${cursor}x`)).statusCode).toBe(422)
  shop = await one.addWorkspace("Other")
  expect((await ask(`after=${cursor}`)).statusCode).toBe(422)
  expect((await read("")).changes).toEqual([])
})

test("ids come without the sessions, and an imported session under the id that it came with", async () => {
  const ada = await report("ada", 1, { canceled: true })
  await pastTheLog(one.database, (trx) =>
    trx
      .updateTable("session")
      .set({ foreign_id: "5f0000000000000000000001" })
      .where("workspace_id", "=", shop.id)
      .where("id", "=", ada)
      .execute(),
  )
  const entry = { sessionId: ada, kind: "settled", sequence: 1, at: noon.toISOString() }
  expect((await read("fields=ids")).changes).toEqual([{ _id: "5f0000000000000000000001", ...entry }])
  expect((await read("")).changes[0]?.session?._id).toBe("5f0000000000000000000001")
})

test("a session that is gone leaves its ids, and nothing of its customer", async () => {
  const ada = await report("ada", 1, { canceled: true, feedback: "too dear for ada@example.com" })
  await remove(ada)
  const answer = await ask("")
  const entry = { _id: ada, sessionId: ada, at: noon.toISOString(), session: null }
  expect(answer.json().changes).toEqual([
    { ...entry, kind: "settled", sequence: 1 },
    { ...entry, kind: "deleted", sequence: 2 },
  ])
  expect(answer.body).not.toMatch(/ada@|cus/)
})

test("a reader that waits is answered as soon as another server has recorded something", async () => {
  const { cursor } = await read("after=now")
  const waiting = countWaiting(one)
  const answer = read(`after=${cursor}&wait=30`)
  await expect.poll(waiting).toBe(1)
  const tester = report("tester", 1, { canceled: true }, "test")
  const ada = await report("ada", 1, { canceled: true }, "live", two)
  expect(brief(await answer)).toEqual([[ada, "settled", 1]])
  await tester
  // where there is something already nobody waits
  expect(brief(await read(`after=${cursor}&wait=30`, { server: two }))).toEqual([[ada, "settled", 1]])
})

test("a reader that waits for nothing is answered when its time is over", async () => {
  const { cursor } = await read("after=now")
  const answer = await read(`after=${cursor}&wait=1`)
  expect(answer.changes).toEqual([])
  const ada = await report("ada", 1, { canceled: true })
  expect(brief(await read(`after=${answer.cursor}`))).toEqual([[ada, "settled", 1]])
})

async function busyConnections() {
  const { rows } = await sql`select pid from pg_stat_activity
    where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`.execute(
    one.database.db,
  )
  return rows.length
}

test("fifty readers wait without a connection, one more is refused, and all hear of the next change", async () => {
  const { cursor } = await read("after=now")
  const waiting = countWaiting(one)
  const answers = Array.from({ length: 50 }, () => read(`after=${cursor}&wait=30&fields=ids`))
  await expect.poll(waiting).toBe(50)
  const refused = await ask(`after=${cursor}&wait=30`)
  expect([refused.statusCode, refused.body]).toEqual([
    429,
    "With this key 50 questions are waiting for changes already; end one of them, or leave out wait.",
  ])
  // whoever does not wait is answered, by the same pool
  expect((await ask(`after=${cursor}`)).statusCode).toBe(200)
  await expect.poll(busyConnections).toBe(0)
  const ada = await report("ada", 1, { canceled: true })
  for (const answer of await Promise.all(answers)) expect(brief(answer)).toEqual([[ada, "settled", 1]])
  expect((await ask(`after=${cursor}&wait=30`)).statusCode).toBe(200)
})

test("a key that is revoked while its reader waits reads nothing more", async () => {
  const { cursor } = await read("after=now")
  const waiting = countWaiting(one)
  const answer = ask(`after=${cursor}&wait=30`)
  await expect.poll(waiting).toBe(1)
  await sql`update api_key set revoked_at = ${noon} where workspace_id = ${shop.id}`.execute(one.database.db)
  await report("ada", 1, { canceled: true })
  expect((await answer).statusCode).toBe(401)
})

test("a server that stops answers those who wait", async () => {
  const server = await testApp({ beside: one })
  const { cursor } = await read("after=now", { server })
  const waiting = countWaiting(server)
  const answers = Array.from({ length: 3 }, () => read(`after=${cursor}&wait=30`, { server }))
  await expect.poll(waiting).toBe(3)
  await server.app.close()
  for (const { changes } of await Promise.all(answers)) expect(changes).toEqual([])
  await server.close()
})

test("a cursor is good for 30 days after it was given, however old the last change is", async () => {
  await report("ada", 1, { canceled: true })
  const { cursor } = await read("")
  one.setTime(noon.getTime() + 29 * days)
  const later = await read(`after=${cursor}`)
  one.setTime(noon.getTime() + 30 * days)
  const refused = await ask(`after=${cursor}`)
  expect([refused.statusCode, refused.body]).toEqual([
    410,
    "after is a cursor of 2026-11-01T12:00:00.000Z, and changes are kept for 30 days, so some behind it are gone. Begin again: ask with after=now for a new cursor, read all sessions anew, and go on from that cursor.",
  ])
  await sql`delete from session_change where workspace_id = ${shop.id}`.execute(one.database.db)
  one.setTime(noon.getTime() + 58 * days)
  expect((await read(`after=${later.cursor}`)).changes).toEqual([])
})

test("a cursor of changes that a restored database does not have is refused", async () => {
  await report("ada", 1, { canceled: true })
  const { cursor } = await read("")
  await sql`update session_change set at = at - interval '1 second' where workspace_id = ${shop.id}`.execute(
    one.database.db,
  )
  expect((await ask(`after=${cursor}`)).statusCode).toBe(410)
  await sql`delete from session_change where workspace_id = ${shop.id}`.execute(one.database.db)
  const refused = await ask(`after=${cursor}`)
  expect([refused.statusCode, refused.body]).toEqual([
    410,
    "after is a cursor of changes that this database does not have: it was restored from a backup. Begin again: ask with after=now for a new cursor, read all sessions anew, and go on from that cursor.",
  ])
})

test("a reader comes past any number of changes of the other mode", async () => {
  await sql`insert into session_change (workspace_id, session_id, mode, kind, sequence, at)
    select ${shop.id}::uuid, gen_random_uuid(), 'test', 'opened', 1, ${noon}::timestamptz
    from generate_series(1, 7000)`.execute(one.database.db)
  const ada = await report("ada", 1, { canceled: true })
  const first = await read("limit=1")
  expect([first.changes, first.hasMore]).toEqual([[], true])
  expect(brief(await read(`after=${first.cursor}&limit=1`))).toEqual([[ada, "settled", 1]])
  expect(brief(await read("limit=1&wait=30"))).toEqual([])
})

test("readers that stop, go on and wait see each change once and in order, under writers at two servers", async () => {
  const writers = 6
  let isWriting = true
  const writing = Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const chance = prng(writer)
      for (let round = 0; round < 40; round++) {
        const run = `${writer} ${chance.between(0, 7)}`
        const facts = chance.pick([{}, { feedback: `${round}` }, { aborted: true }, { canceled: true }])
        const mode = chance.chance(0.8) ? "live" : "test"
        const id = await report(`${mode} ${run}`, round, facts, mode, chance.pick([one, two]))
        if (id && chance.chance(0.05)) await remove(id).catch(() => {})
      }
    }),
  ).finally(() => {
    isWriting = false
  })

  async function follow(seed: number, key: string): Promise<[string, string, number][]> {
    const chance = prng(seed)
    const kept: { cursor: string; changes: Change[] } = { cursor: "", changes: [] }
    for (let isEnd = false; !isEnd; ) {
      const wasWriting = isWriting
      const query = `after=${kept.cursor}&limit=${chance.between(1, 60)}&fields=${chance.pick(["all", "ids"])}`
      const page = await read(`${query}&wait=${chance.pick([0, 1, 2])}`, {
        server: chance.pick([one, two]),
        key,
      })
      // it dies before it has kept what it was given
      if (chance.chance(0.2)) continue
      kept.cursor = page.cursor
      kept.changes.push(...page.changes)
      isEnd = !wasWriting && !page.hasMore && page.changes.length === 0
    }
    return kept.changes.map(({ sessionId, kind, sequence }) => [sessionId, kind, sequence])
  }
  const [live, again, tests] = await Promise.all([
    follow(101, shop.dataKeyLive),
    follow(102, shop.dataKeyLive),
    follow(103, shop.dataKeyTest),
    writing,
  ])
  const log = await readChanges(one.database.db, shop.id, fromTheBeginning, 100_000)
  const logged = (mode: Mode) =>
    log.filter((row) => row.mode === mode).map((row) => [row.session_id, row.kind, row.sequence])
  expect(live).toEqual(logged("live"))
  expect(again).toEqual(logged("live"))
  expect(tests).toEqual(logged("test"))
  expect([live.length > 100, tests.length > 20]).toEqual([true, true])
  expect(new Set(live.map(([, kind]) => kind))).toContain("deleted")
  // of each session the changes are there without a gap
  for (const changes of Map.groupBy(live, ([id]) => id).values()) {
    expect(changes.map(([, , sequence]) => sequence)).toEqual(changes.map((_, i) => i + 1))
  }
})

test("the reader of the guide copies every change, and goes on where it stopped", async () => {
  const guide = readFileSync(join(import.meta.dirname, "../../../../../../docs/change-feed.md"), "utf8")
  const [, code = ""] = /^```js\n(.*?)^```/ms.exec(guide) ?? []
  expect(code.trim().split("\n").length).toBeLessThanOrEqual(16)
  const folder = mkdtempSync(join(tmpdir(), "hf-feed-"))
  writeFileSync(join(folder, "follow.mjs"), code)
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const server = await testApp({ beside: one })
  onTestFinished(server.close)
  const url = await server.app.listen({ port: 0, host: "127.0.0.1" })

  const start = () => {
    const env = { HOLDFAST: url, APP_ID: shop.appId, DATA_KEY: shop.dataKeyLive }
    const child = spawn(process.execPath, ["follow.mjs"], { cwd: folder, env })
    let [out, said] = ["", ""]
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk
    })
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk
    })
    const exited = once(child, "exit")
    return {
      /** The whole lines so far. */
      lines: () =>
        out
          .split("\n")
          .slice(0, -1)
          .map((line) => JSON.parse(line)),
      said: () => said,
      exited,
      async stop() {
        child.kill()
        await exited
      },
    }
  }
  const cursor = () => readFileSync(join(folder, "cursor"), "utf8")

  const ada = await report("ada", 0, {})
  const first = start()
  onTestFinished(first.stop)
  await expect.poll(first.lines).toHaveLength(1)
  await report("ada", 1, { canceled: true })
  await expect.poll(first.lines).toHaveLength(2)
  expect(first.lines()[1]).toMatchObject({ kind: "settled", sessionId: ada, session: { canceled: true } })
  // it has kept how far it is
  await expect.poll(async () => (await read(`after=${cursor()}`)).changes).toEqual([])
  await first.stop()
  const bob = await report("bob", 1, { canceled: true })
  const second = start()
  onTestFinished(second.stop)
  await expect.poll(second.lines).toEqual([expect.objectContaining({ kind: "settled", sessionId: bob })])
  await second.stop()

  // what is refused ends it with the sentence
  writeFileSync(join(folder, "cursor"), "nonsense")
  const third = start()
  await third.exited
  expect(third.said()).toContain("after is no cursor of the live sessions of this workspace")
})
