import { randomUUID } from "node:crypto"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import type { Role } from "@holdfast/protocol"
import type { RecordedRun } from "@holdfast/protocol/recording"
import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { aHead } from "../../../../../packages/protocol/src/recording/testing/a-recording.ts"
import { quietMs } from "../../recording/finish-recordings.ts"
import { chunkOf, endRun, movesOf, openRun, sendChunk, theEnd } from "../../recording/testing/a-run.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
const cookies = {} as Record<Role, string>
const noon = Date.parse("2026-11-01T12:00:00.000Z")
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  for (const role of ["owner", "admin", "developer", "member", "viewer"] as const)
    cookies[role] = await server.signIn(shop, role)
})
afterAll(() => server.close())
beforeEach(() => server.setTime(noon))

const as = async (
  role: Role,
  method: "GET" | "PATCH" | "POST" | "DELETE",
  path: string,
  payload?: object,
  headers: Record<string, string> = {},
) => {
  const answer = await server.app.inject({
    method,
    url: `/api/workspaces/${shop.appId}/${path}`,
    headers: { cookie: cookies[role], origin: server.url, ...headers },
    ...(payload && { payload }),
  })
  return {
    status: answer.statusCode,
    body: answer.body === "" ? null : answer.json(),
    headers: answer.headers,
  }
}

const recorded = async (customerId: string = randomUUID()) => {
  const run = await openRun(server, shop, { customerId })
  await sendChunk(server, chunkOf(shop, run, 0))
  await sendChunk(server, chunkOf(shop, run, 1, [...movesOf(1), ...theEnd(1)]))
  await endRun(server, shop, run)
  await server.recordings.finish(shop.id, new Date(noon + quietMs))
  return run
}

/** Has the player of the build that recorded. */
const keepPlayer = async () => {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-players-"))
  writeFileSync(join(folder, `player-${aHead.build}.js`), "player")
  await server.players.keep(folder)
  rmSync(folder, { recursive: true })
}

const auditOf = async (targetId: string | null) =>
  (
    await server.database.db
      .selectFrom("audit_entry")
      .select(["action", "detail", "actor_name"])
      .where("workspace_id", "=", shop.id)
      .where("target_id", targetId === null ? "is" : "=", targetId)
      .where(sql<boolean>`action like 'recording%'`)
      .orderBy("action")
      .execute()
  ).map(({ action, detail }) => ({ action, detail }))

const read =
  (headers: object = {}, workspace = shop) =>
  (sessionId: string) =>
    server.app.inject({
      url: `/v1/data/recordings/${sessionId}`,
      headers: { "x-ck-app": workspace.appId, "x-ck-api-key": workspace.dataKeyLive, ...headers },
    })

test("what is watched comes with what its player draws it with", async () => {
  const { sessionId } = await recorded()
  const path = `sessions/${sessionId}/recording`
  expect((await as("owner", "GET", path)).body.picture).toEqual({ kind: "none", why: "player" })
  await keepPlayer()
  const { picture } = (await as("owner", "GET", path)).body
  expect(picture).toMatchObject({ kind: "drawn", player: `/player/${aHead.build}`, customer: null })
  expect(picture.blueprint.id).toBe(shop.blueprintId)
  expect(JSON.stringify(picture)).not.toContain("{{")
})

test("who may watches a recording with its log and in words, and each look is written down once", async () => {
  const { sessionId } = await recorded()
  const path = `sessions/${sessionId}/recording`
  const seen = await as("developer", "GET", path)
  const run: RecordedRun = seen.body
  expect(run).toMatchObject({
    version: 1,
    sessionId,
    recordingState: "available",
    startTime: "2026-11-01T12:00:00.000Z",
    endTime: "2026-11-01T12:00:05.200Z",
    log: { moves: [...movesOf(0), ...movesOf(1), ...theEnd(1)], missing: [] },
  })
  expect(run.transcript.at(-1)).toEqual({ at: 5200, kind: "end", text: "Closed the flow" })
  expect(seen.headers["cache-control"]).toBe("no-store")
  await as("developer", "GET", path)
  await as("developer", "GET", `${path}?download=true`)
  server.setTime(noon + 11 * 60_000)
  await as("developer", "GET", path)
  expect((await auditOf(sessionId)).map(({ action }) => action)).toEqual([
    "recording.downloaded",
    "recording.watched",
    "recording.watched",
  ])
})

test("owners choose whether Members and Viewers may watch; it holds from the next look on", async () => {
  const { sessionId } = await recorded()
  const path = `sessions/${sessionId}/recording`
  const statuses = async () =>
    Promise.all(
      (["owner", "admin", "developer", "member", "viewer"] as const).map(
        async (role) => (await as(role, "GET", path)).status,
      ),
    )
  expect(await statuses()).toEqual([200, 200, 200, 200, 403])
  const settings = "recordings/settings"
  const change = { membersWatch: false, viewersWatch: true }
  expect((await as("admin", "PATCH", settings, change)).status).toBe(403)
  expect((await as("owner", "PATCH", settings, change)).body).toEqual({
    isOn: true,
    keepHours: 2160,
    notice: "where-asked",
    ...change,
  })
  expect(await statuses()).toEqual([200, 200, 200, 403, 200])
  const says = async (role: Role) => {
    const me = await server.app.inject({ url: "/api/me", headers: { cookie: cookies[role] } })
    return me.json().workspaces[0].mayWatch
  }
  expect([await says("member"), await says("viewer"), await says("developer")]).toEqual([false, true, true])
  const refused = await as("member", "GET", path)
  expect(refused.body.error).toEqual({
    code: "may_not_watch",
    message:
      "People with the role member may not watch recordings here; the owner of the workspace can allow it.",
  })
  await as("owner", "PATCH", settings, { membersWatch: true, viewersWatch: false })
})

test("a link of another site, and what a browser fetches ahead, look at nothing", async () => {
  const { sessionId } = await recorded()
  const path = `sessions/${sessionId}/recording`
  for (const headers of [{ "sec-fetch-site": "cross-site" }, { "sec-purpose": "prefetch" }] as Record<
    string,
    string
  >[])
    expect((await as("owner", "GET", path, undefined, headers)).status).toBe(403)
  expect(await auditOf(sessionId)).toEqual([])
})

test("a session that was not recorded is told in words, and nothing is written down of that", async () => {
  const { sessionId } = await openRun(server, shop, { unrecorded: "privacy" })
  const { status, body } = await as("owner", "GET", `sessions/${sessionId}/recording`)
  expect([status, body.recordingState, body.log, body.startTime]).toEqual([200, "privacy", null, null])
  expect(await auditOf(sessionId)).toEqual([])
})

test("one recording is deleted by who may, once, with a line in the audit log; it answers 410 from then on, also where its file is restored", async () => {
  const { sessionId } = await recorded()
  const path = `sessions/${sessionId}/recording`
  for (const role of ["developer", "member", "viewer"] as const)
    expect((await as(role, "DELETE", path)).status).toBe(403)
  const { storage } = server.recordings
  const [key = ""] = (await storage.list(`recordings/${shop.id}/`)).filter((each) => each.includes(sessionId))
  const file = Buffer.concat(await (await storage.read(key)).toArray())
  expect((await as("admin", "DELETE", path)).status).toBe(204)
  // the page of the session, which is read again at once, says so
  expect((await as("admin", "GET", `sessions/${sessionId}`)).body.row.recording).toEqual({
    ...{ url: null, reason: "deleted" },
  })
  expect((await as("admin", "DELETE", path)).status).toBe(404)
  expect((await as("owner", "GET", path)).status).toBe(410)
  expect((await read()(sessionId)).statusCode).toBe(410)
  // the folder of files as it was before
  await storage.put(key, Readable.from([file]))
  expect((await as("owner", "GET", path)).status).toBe(410)
  expect((await read()(sessionId)).statusCode).toBe(410)
  expect((await auditOf(sessionId)).map(({ action }) => action)).toEqual(["recording.deleted"])
})

test("the recordings of a filter are counted first, and no more of them are deleted than were counted", async () => {
  const customerId = randomUUID()
  const first = await recorded(customerId)
  const query = `customerId=${customerId}`
  const counted = (await as("owner", "GET", `recordings/count?${query}`)).body
  expect(counted).toEqual({ count: 1, upTo: "2026-11-01T12:00:00.000Z" })
  // one that began later is not meant
  server.setTime(noon + 1000)
  const later = await recorded(customerId)
  expect((await as("developer", "POST", `recordings/delete?${query}`, counted)).status).toBe(403)
  const tooFew = await as("owner", "POST", `recordings/delete?${query}`, { ...counted, count: 0 })
  expect([tooFew.status, tooFew.body.error.message]).toEqual([
    409,
    "By now 1 recording is meant, and not 0; look at the new count before you delete them.",
  ])
  expect((await read()(first.sessionId)).statusCode).toBe(200)
  expect((await as("owner", "POST", `recordings/delete?${query}`, counted)).body).toEqual({ deleted: 1 })
  expect((await read()(first.sessionId)).statusCode).toBe(410)
  expect((await read()(later.sessionId)).statusCode).toBe(200)
  const [line] = await auditOf(null)
  expect(line).toEqual({
    action: "recordings.deleted",
    detail: { filter: expect.stringContaining(customerId), recordings: 1 },
  })
})

test("a workspace says whether runs are recorded and for how long; each change is in the audit log", async () => {
  const path = "recordings/settings"
  expect((await as("developer", "GET", path)).status).toBe(403)
  const { status, body } = await as("admin", "PATCH", path, { isOn: false, keepHours: null })
  expect([status, body]).toEqual([
    200,
    { isOn: false, keepHours: null, notice: "where-asked", membersWatch: true, viewersWatch: false },
  ])
  expect((await openRun(server, shop)).recording).toEqual({ on: false, why: "workspace" })
  const lines = await server.database.db
    .selectFrom("audit_entry")
    .select("detail")
    .where("workspace_id", "=", shop.id)
    .where("action", "=", "settings.changed")
    .execute()
  expect(lines.map(({ detail }) => detail)).toContainEqual({
    before: { recordsRuns: true, recordingKeepHours: 2160 },
    after: { recordsRuns: false, recordingKeepHours: null },
  })
  expect((await as("admin", "PATCH", path, { notice: "never" })).body).toMatchObject({ notice: "never" })
  const odd = await as("admin", "PATCH", path, { notice: "sometimes" })
  expect([odd.status, odd.body.error.message]).toEqual([
    422,
    `notice is "sometimes"; it takes one of where-asked, always, never.`,
  ])
  for (const [keepHours, sentence] of [
    [0, "keepHours is 0; it takes at least 1."],
    [87_601, "keepHours is 87601; it takes at most 87600."],
    [1.5, "keepHours is a number; it takes integer."],
  ] as const) {
    const refused = await as("admin", "PATCH", path, { keepHours })
    expect([refused.status, refused.body.error.message]).toEqual([422, sentence])
  }
  await as("admin", "PATCH", path, { isOn: true, keepHours: 2160 })
})

test("a program with a data key reads the same, by the id of the record, and that is written down", async () => {
  const { sessionId } = await recorded()
  const answer = await read()(sessionId)
  const { picture: _, ...watched } = (await as("owner", "GET", `sessions/${sessionId}/recording`)).body
  expect(answer.json()).toEqual(watched)
  expect((await auditOf(sessionId)).map(({ action }) => action)).toEqual([
    "recording.downloaded",
    "recording.watched",
  ])
  const records = await server.app.inject({
    url: `/v1/data/sessions?sessionId=${sessionId}`,
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive },
  })
  expect(records.json()).toMatchObject([
    {
      recordingState: "available",
      recording: `${server.url}/v1/data/recordings/${sessionId}`,
      recordingStartTime: "2026-11-01T12:00:00.000Z",
      recordingEndTime: "2026-11-01T12:00:05.200Z",
    },
  ])
})

test("nobody else's key reads it: another workspace's, or the one of another mode", async () => {
  const { sessionId } = await recorded()
  expect((await read({}, other)(sessionId)).statusCode).toBe(404)
  expect((await read({ "x-ck-api-key": shop.dataKeyTest })(sessionId)).statusCode).toBe(404)
  expect((await read({ "x-ck-api-key": other.dataKeyLive })(sessionId)).statusCode).toBe(401)
  for (const hostile of ["..%2f..%2fetc%2fpasswd", "%00", "x".repeat(500)])
    expect((await read()(hostile)).statusCode).toBeGreaterThanOrEqual(404)
})

test("the filter of the stream finds sessions by what there is of their recordings", async () => {
  const customerId = randomUUID()
  await recorded(customerId)
  await openRun(server, shop, { customerId, unrecorded: "save-data" })
  await openRun(server, shop, { customerId })
  const facets = (await as("viewer", "GET", `sessions/facets?customerId=${customerId}`)).body.facets
  const recordings = facets.find(({ dimension }: { dimension: string }) => dimension === "recordingState")
  expect(
    recordings.values.map(({ value, count }: { value: string; count: number }) => [value, count]).toSorted(),
  ).toEqual([
    ["available", 1],
    ["running", 1],
    ["save-data", 1],
  ])
  const { sessions } = (
    await as("viewer", "GET", `sessions?customerId=${customerId}&recordingState=available`)
  ).body
  expect(sessions.map(({ recording }: { recording: object }) => recording)).toEqual([
    { url: null, reason: "available" },
  ])
})
